// pattern: two atomics are not one: a reader sees the new half and the old half
// known from: Lu et al., "Learning from Mistakes", ASPLOS 2008 (multi-variable bugs)
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> low{0}, high{0};

int main() {
  std::thread writer([] {
    low = 1;
    high = 1;
  });
  const int seen_low = low, seen_high = high;
  assert(seen_low == seen_high);
  writer.join();
}
