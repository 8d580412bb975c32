// N threads visit under a mutex of three states (free, held, held and waited for), which spins where it
// would
// sleep. The reference is some mutex made from atomics; this one is the most natural reading.
// counts: N=2: 12
#include "together.h"
#ifndef N
#define N 2
#endif

std::atomic<int> state{0};
int visits = 0;

void lock() {
  int expected = 0;
  if (state.compare_exchange_strong(expected, 1, kAcquire, kRelaxed)) return;
  while (state.exchange(2, kAcquire) != 0)
    while (state.load(kRelaxed) != 0) std::this_thread::yield();
}

void unlock() { state.exchange(0, kRelease); }

int main() {
  each(1, N, [](int) {
    lock();
    ++visits;
    unlock();
  });
}
