// verdict: wrong_result
// Only natively: the page's machine has no atomics of 16 bytes.
// Why: a load and a store of both halves is not one step: an increment is lost.
#include <atomic>
#include <cassert>
#include <thread>

struct Pair {
  long first, second;
};

std::atomic<Pair> pair{Pair{0, 0}};

void both() {
  const Pair seen = pair.load();
  pair.store(Pair{seen.first + 1, seen.second + 1});
}

int main() {
  std::thread other(both);
  both();
  other.join();
  assert(pair.load().first == 2);
}
