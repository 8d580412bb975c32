// verdict: accepted
// Copied and assigned under a lock.
#include <cassert>
#include <memory>
#include <mutex>
#include <thread>

std::mutex guard;
std::shared_ptr<int> current = std::make_shared<int>(1);

std::shared_ptr<int> copy() {
  std::lock_guard hold(guard);
  return current;
}

int main() {
  std::thread other([next = std::make_shared<int>(2)]() mutable {
    std::lock_guard hold(guard);
    current.swap(next);
  });
  const std::shared_ptr<int> seen = copy();
  assert(*seen == 1 || *seen == 2);
  other.join();
}
