// pattern: an early return leaves a thread that was neither joined nor detached
// known from: Williams, "C++ Concurrency in Action", chapter 2
// verdict: crash
#include <atomic>
#include <thread>

std::atomic<bool> found{false};

int main() {
  std::thread search([] { found = true; });
  if (found) return 0;
  search.join();
}
