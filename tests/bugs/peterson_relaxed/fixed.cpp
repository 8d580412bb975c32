// verdict: accepted
// One order of all steps.
#include <atomic>
#include <cassert>
#include <thread>

constexpr auto kOrder = std::memory_order_seq_cst;
std::atomic<bool> wants[2];
std::atomic<int> last{0};
std::atomic<int> inside{0};

void visit(int me) {
  wants[me].store(true, kOrder);
  last.store(me, kOrder);
  while (wants[1 - me].load(kOrder) && last.load(kOrder) == me) std::this_thread::yield();
  assert(inside.fetch_add(1, kOrder) == 0);
  inside.fetch_sub(1, kOrder);
  wants[me].store(false, kOrder);
}

int main() {
  std::thread other(visit, 1);
  visit(0);
  other.join();
}
