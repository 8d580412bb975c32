// N threads visit under a mutex of three states (free, held, held and perhaps waited for). Who sleeps waits
// for a count of wake-ups to change.
// counts: N=2: 12
#include "together.h"
#ifndef N
#define N 2
#endif

constexpr int kFree = 0, kHeld = 1, kWaitedFor = 2;
std::atomic<int> state{kFree}, wakeups{0};
int visits = 0;

bool change(int from, int to, std::memory_order order) {
  return state.compare_exchange_strong(from, to, order, order == kRelease ? kRelaxed : order);
}

void sleep_while_waited_for() {
  const int before = wakeups.load(kAcquire);
  if (state.load(kAcquire) != kWaitedFor) return;
  while (wakeups.load(kAcquire) == before) std::this_thread::yield();
}

void lock() {
  if (change(kFree, kHeld, kAcquire)) return;
  do {
    change(kHeld, kWaitedFor, kRelaxed);
    sleep_while_waited_for();
  } while (!change(kFree, kWaitedFor, kAcquire));
}

void unlock() {
  if (change(kHeld, kFree, kRelease)) return;
  state.store(kFree, kRelease);
  wakeups.fetch_add(1, kRelease);
}

int main() {
  each(1, N, [](int) {
    lock();
    ++visits;
    unlock();
  });
}
