// A cell is used again a round later: three items through room for two.
//
// expect: verified
// mutant: pop_without_release data_race core/include/weft/mpmc_queue.h
//   - cell->turn.store(turn + mask_, std::memory_order_release);
//   + cell->turn.store(turn + mask_, std::memory_order_relaxed);
#include "agents.h"
#include "weft/mpmc_queue.h"

int main() {
  weft::mpmc_queue<int> queue(2);
  int pushed = 0, popped = 0, last = 0;
  verify::together(
      [&] {
        for (int i = 1; i <= 3; ++i)
          if (queue.try_push(pushed + 1)) ++pushed;
      },
      [&] {
        for (int i = 0; i < 2; ++i)
          if (const auto item = queue.try_pop())
            weft::expect(*item == ++last, "items come in order"), ++popped;
      });
  weft::expect(pushed >= 2, "there was room for two");
  while (const auto item = queue.try_pop()) weft::expect(*item == ++last, "items come in order"), ++popped;
  weft::expect_equal(popped, pushed, "items popped");
}
