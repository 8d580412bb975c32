// Two thieves and the owner at a deque of two items: each item goes to exactly one of them.
//
// expect: verified
// mutant: steal_without_claim wrong_result core/include/weft/work_stealing_deque.h
//   - return mine ? item : nullptr;
//   + return item;
#include "weft/work_stealing_deque.h"
#include "agents.h"

int main() {
  weft::work_stealing_deque<int> deque(2);
  int items[2] = {1, 2};
  int* popped[2] = {};
  int* stolen[2] = {};
  verify::together(
      [&] {
        deque.push(&items[0]);
        deque.push(&items[1]);
        popped[0] = deque.pop();
        popped[1] = deque.pop();
      },
      [&] { stolen[0] = deque.steal(); }, [&] { stolen[1] = deque.steal(); });
  int taken[2] = {};
  for (int* const item : {popped[0], popped[1], stolen[0], stolen[1]})
    if (item != nullptr) ++taken[item - items];
  weft::expect_equal(taken[0], 1, "takers of the first item");
  weft::expect_equal(taken[1], 1, "takers of the second item");
}
