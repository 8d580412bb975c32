// verdict: accepted
// Only natively: the page's machine has no atomics of 16 bytes.
// Why: both halves of 16 bytes change together.
#include <atomic>
#include <cassert>
#include <thread>

struct Pair {
  long first, second;
};

std::atomic<Pair> pair{Pair{0, 0}};

void both() {
  Pair seen = pair.load();
  while (!pair.compare_exchange_weak(seen, Pair{seen.first + 1, seen.second + 1})) {
  }
}

int main() {
  std::thread other(both);
  both();
  other.join();
  const Pair last = pair.exchange(Pair{0, 0});
  assert(last.first == 2 && last.second == 2);
}
