// pattern: two threads add each other's number; the assertion forgets the largest sum, which strict
//   alternation makes
// known from: fib_bench of the public verification benchmarks (Beyer, "Competition on Software
//   Verification", TACAS)
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

constexpr int kRounds = 3, kLargest = 21;
std::atomic<int> x{1}, y{1};

void grow(std::atomic<int>& mine, const std::atomic<int>& other) {
  for (int i = 0; i < kRounds; ++i) mine = mine + other;
}

int main() {
  std::thread a([] { grow(x, y); }), b([] { grow(y, x); });
  a.join(), b.join();
  assert(x < kLargest && y < kLargest);
}
