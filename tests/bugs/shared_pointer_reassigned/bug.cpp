// pattern: one thread copies a shared_ptr that another assigns to: its count is safe, it itself is not
// known from: Williams, "C++ Concurrency in Action", chapter 5
// verdict: data_race
#include <memory>
#include <thread>

std::shared_ptr<int> current = std::make_shared<int>(1);

int main() {
  std::thread other([] { current = std::make_shared<int>(2); });
  const std::shared_ptr<int> seen = current;
  other.join();
}
