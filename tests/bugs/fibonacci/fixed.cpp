// verdict: accepted
// The assertion allows what strict alternation makes: the eighth Fibonacci number.
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
  assert(x <= kLargest && y <= kLargest);
}
