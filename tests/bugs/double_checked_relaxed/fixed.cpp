// verdict: accepted
// The flag is released, and acquired where no lock is held.
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
std::atomic<bool> made{false};
int value = 0;

void use() {
  if (!made.load(std::memory_order_acquire)) {
    std::lock_guard hold(guard);
    if (!made.load(std::memory_order_relaxed)) {
      value = 42;
      made.store(true, std::memory_order_release);
    }
  }
  assert(value == 42);
}

int main() {
  std::thread a(use), b(use);
  a.join(), b.join();
}
