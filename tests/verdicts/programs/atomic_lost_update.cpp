// verdict: wrong_result
// Why: an atomic load and an atomic store are two steps, and the other thread's update fits in between.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> counter = 0;

void add() { counter.store(counter.load() + 1); }

int main() {
  std::thread other(add);
  add();
  other.join();
  assert(counter.load() == 2);
}
