// verdict: wrong_result
// Why: a weak compare-exchange may fail although nobody else has written; without a retry the update is lost.
#include <atomic>
#include <cassert>

std::atomic<int> counter = 0;

int main() {
  int seen = 0;
  counter.compare_exchange_weak(seen, 1);
  assert(counter.load() == 1);
}
