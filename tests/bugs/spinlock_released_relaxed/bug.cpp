// pattern: a spinlock that is given back with a relaxed store hands over the lock, not what was written
//   under it
// known from: Boehm and Adve, "Foundations of the C++ Concurrency Memory Model", PLDI 2008
// verdict: data_race
#include <atomic>
#include <thread>

std::atomic<bool> locked{false};
int counter = 0;

void add() {
  while (locked.exchange(true, std::memory_order_acquire)) std::this_thread::yield();
  ++counter;
  locked.store(false, std::memory_order_relaxed);
}

int main() {
  std::thread other(add);
  add();
  other.join();
}
