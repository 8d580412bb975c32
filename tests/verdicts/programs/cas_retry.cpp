// verdict: accepted
// Why: a compare-exchange that fails, for whatever reason, is tried again with the value it saw.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> counter = 0;

void add() {
  int seen = counter.load();
  while (!counter.compare_exchange_weak(seen, seen + 1)) {
  }
}

int main() {
  std::thread other(add);
  add();
  other.join();
  assert(counter.load() == 2);
}
