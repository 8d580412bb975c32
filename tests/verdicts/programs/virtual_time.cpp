// verdict: accepted
// Why: time is virtual: an hour of sleep takes no time and moves the clock by an hour.
#include <cassert>
#include <chrono>
#include <thread>

int main() {
  const auto start = std::chrono::steady_clock::now();
  std::this_thread::sleep_for(std::chrono::hours(1));
  assert(std::chrono::steady_clock::now() - start >= std::chrono::hours(1));
}
