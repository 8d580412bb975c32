// Two agents push into a queue with room for two, a third pops twice: each item comes out once.
//
// expect: verified
// mutant: push_without_release data_race core/include/weft/mpmc_queue.h
//   - cell->turn.store(turn + 1, std::memory_order_release);
//   + cell->turn.store(turn + 1, std::memory_order_relaxed);
// mutant: claim_in_two_steps data_race core/include/weft/mpmc_queue.h
//   - else if (next.compare_exchange_weak(position, position + 1, std::memory_order_relaxed))
//   + else if (next.store(position + 1); true)
#include "weft/mpmc_queue.h"
#include "agents.h"

int main() {
  weft::mpmc_queue<int> queue(2);
  std::optional<int> got[2];
  verify::together([&] { weft::expect(queue.try_push(1), "there is room"); },
                   [&] { weft::expect(queue.try_push(2), "there is room"); },
                   [&] {
                     for (auto& each : got) each = queue.try_pop();
                   });
  int sum = got[0].value_or(0) + got[1].value_or(0);
  while (const auto rest = queue.try_pop()) sum += *rest;
  weft::expect_equal(sum, 3, "sum of what was popped");
}
