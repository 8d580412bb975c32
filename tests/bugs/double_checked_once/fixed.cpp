// verdict: accepted
// Looks again once it has the lock.
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
std::atomic<bool> made{false};
int times_made = 0;

void use() {
  if (made.load(std::memory_order_acquire)) return;
  std::lock_guard hold(guard);
  if (made.load(std::memory_order_relaxed)) return;
  ++times_made;
  made.store(true, std::memory_order_release);
}

int main() {
  std::thread a(use), b(use);
  a.join(), b.join();
  assert(times_made == 1);
}
