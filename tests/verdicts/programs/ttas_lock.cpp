// verdict: accepted
// A waiter looks again each time that somebody writes: what it saw before keeps it awake no more.
#include <atomic>
#include <thread>

std::atomic<bool> locked{false};
int counter = 0;

void twice() {
  for (int i = 0; i < 2; ++i) {
    while (locked.load(std::memory_order_relaxed) || locked.exchange(true, std::memory_order_acquire))
      std::this_thread::yield();
    ++counter;
    locked.store(false, std::memory_order_release);
  }
}

int main() {
  std::thread a(twice), b(twice);
  a.join(), b.join();
  return counter == 4 ? 0 : 1;
}
