// verdict: accepted
// Only natively: libc++ has no atomic<shared_ptr>.
// Why: the pointer is replaced and copied as one, and what it points to lives as long as a copy does.
#include <atomic>
#include <cassert>
#include <memory>
#include <thread>

std::atomic<std::shared_ptr<int>> current{std::make_shared<int>(1)};

int main() {
  std::thread other([] { current.store(std::make_shared<int>(2)); });
  const std::shared_ptr<int> seen = current.load();
  assert(*seen == 1 || *seen == 2);
  other.join();
}
