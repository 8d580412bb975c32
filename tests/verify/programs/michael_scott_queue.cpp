// One agent pushes while another pops twice, frees what it may and pushes: in order, and nothing is lost.
//
// expect: verified
// mutant: link_without_release data_race core/include/weft/michael_scott_queue.h
//   - last->next.compare_exchange_strong(next, node, std::memory_order_release,
//   + last->next.compare_exchange_strong(next, node, std::memory_order_relaxed,
#include "weft/michael_scott_queue.h"
#include "agents.h"

int main() {
  weft::michael_scott_queue<int> queue;
  queue.push(1);
  std::optional<int> got[2];
  verify::together([&] { queue.push(2); },
                   [&] {
                     for (auto& each : got) each = queue.pop();
                     weft::hazard_domain::shared().reclaim();
                     queue.push(3);
                   });
  weft::expect(got[0] == 1, "the first item is there");
  weft::expect(!got[1] || got[1] == 2, "items come in order");
  int sum = *got[0] + got[1].value_or(0);
  while (const auto rest = queue.pop()) sum += *rest;
  weft::expect_equal(sum, 6, "sum of what was popped");
}
