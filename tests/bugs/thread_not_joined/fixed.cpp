// verdict: accepted
// A jthread joins on every way out.
#include <atomic>
#include <thread>

std::atomic<bool> found{false};

int main() {
  std::jthread search([] { found = true; });
  if (found) return 0;
}
