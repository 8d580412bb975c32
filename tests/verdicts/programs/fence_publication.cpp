// verdict: accepted
// Why: a release fence before a relaxed store and an acquire fence after a relaxed load order the data
// between.
#include <atomic>
#include <cassert>
#include <thread>

int data = 0;
std::atomic<bool> ready = false;

int main() {
  std::thread publisher([] {
    data = 42;
    std::atomic_thread_fence(std::memory_order_release);
    ready.store(true, std::memory_order_relaxed);
  });
  if (ready.load(std::memory_order_relaxed)) {
    std::atomic_thread_fence(std::memory_order_acquire);
    assert(data == 42);
  }
  publisher.join();
}
