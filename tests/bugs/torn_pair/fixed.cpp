// verdict: accepted
// Both halves in one atomic.
#include <atomic>
#include <cassert>
#include <cstdint>
#include <thread>

std::atomic<std::uint64_t> both{0};

int main() {
  std::thread writer([] { both = (std::uint64_t{1} << 32) | 1; });
  const std::uint64_t seen = both;
  assert((seen >> 32) == (seen & 1));
  writer.join();
}
