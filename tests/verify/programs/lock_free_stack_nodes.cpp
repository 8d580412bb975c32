// Two agents pop where there is one item, and one of them frees the node unless the other looks at it.
//
// expect: verified
// mutant: pop_without_protection data_race core/include/weft/lock_free_stack.h
//   - Node* top = hazard.protect(top_);
//   + Node* top = top_.load();
// mutant: pop_without_claim wrong_result core/include/weft/lock_free_stack.h
//   - if (!top_.compare_exchange_strong(top, top->next, std::memory_order_acquire,
//   std::memory_order_relaxed))
//   + top_.store(top->next, std::memory_order_release); if (false)
#include "agents.h"
#include "weft/lock_free_stack.h"

int main() {
  weft::lock_free_stack<int> stack;
  stack.push(1);
  std::optional<int> got[2];
  verify::together([&] { got[0] = stack.pop(); },
                   [&] {
                     got[1] = stack.pop();
                     weft::hazard_domain::shared().reclaim();
                   });
  weft::expect_equal(got[0].value_or(0) + got[1].value_or(0), 1, "sum of what was popped");
}
