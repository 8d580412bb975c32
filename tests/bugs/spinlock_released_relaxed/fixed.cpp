// verdict: accepted
// Given back with release.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> locked{false};
int counter = 0;

void add() {
  while (locked.exchange(true, std::memory_order_acquire)) std::this_thread::yield();
  ++counter;
  locked.store(false, std::memory_order_release);
}

int main() {
  std::thread other(add);
  add();
  other.join();
  assert(counter == 2);
}
