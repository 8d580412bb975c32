// Two agents push at once: neither item is lost.
//
// expect: verified
// mutant: link_in_two_steps wrong_result core/include/weft/michael_scott_queue.h
//   - } else if (last->next.compare_exchange_strong(next, node, std::memory_order_release,
//   std::memory_order_relaxed)) {
//   + } else if (last->next.store(node); true) {
#include "agents.h"
#include "weft/michael_scott_queue.h"

int main() {
  weft::michael_scott_queue<int> queue;
  verify::together([&] { queue.push(1); }, [&] { queue.push(2); });
  int sum = 0;
  while (const auto item = queue.pop()) sum += *item;
  weft::expect_equal(sum, 3, "sum of what was pushed");
}
