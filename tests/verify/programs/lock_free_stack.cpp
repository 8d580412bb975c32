// One agent pops while another pushes and pops: each item comes out once.
//
// expect: verified
// mutant: push_without_release data_race core/include/weft/lock_free_stack.h
//   - top_.compare_exchange_weak(node->next, node, std::memory_order_release, std::memory_order_relaxed)
//   + top_.compare_exchange_weak(node->next, node, std::memory_order_relaxed, std::memory_order_relaxed)
// mutant: push_without_claim wrong_result core/include/weft/lock_free_stack.h
//   - !top_.compare_exchange_weak(node->next, node, std::memory_order_release, std::memory_order_relaxed)
//   + (top_.store(node), false)
#include "weft/lock_free_stack.h"
#include "agents.h"

int main() {
  weft::lock_free_stack<int> stack;
  stack.push(1);
  std::optional<int> got[2];
  verify::together([&] { got[0] = stack.pop(); },
                   [&] {
                     stack.push(2);
                     got[1] = stack.pop();
                   });
  weft::expect(got[0] && got[1], "there are as many items as pops");
  weft::expect_equal(*got[0] + *got[1], 3, "sum of what was popped");
  weft::expect(stack.empty(), "nothing is left");
}
