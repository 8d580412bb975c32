// pattern: Peterson's algorithm with relaxed orders: each may see the other's flag as it was
// known from: Peterson, "Myths About the Mutual Exclusion Problem", Information Processing Letters 1981
// verdict: wrong_result
// memory: rc11
#include <atomic>
#include <cassert>
#include <thread>

constexpr auto kOrder = std::memory_order_relaxed;
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
