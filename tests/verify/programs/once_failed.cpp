// Two agents want a call that is made once, and the call of one of them fails: the other makes it.
//
// expect: verified
// mutant: next_is_not_woken_after_failure deadlock core/sync/once.cpp
//   - const runtime::WokenWaiters woken = waiters_.take(1);
//   + const runtime::WokenWaiters woken;
#include "weft/once.h"

#include "agents.h"

int main() {
  weft::once_flag once;
  int calls = 0, value = 0;
  const auto want = [&](bool may_fail) {
    try {
      weft::call_once(once, [&] {
        if (may_fail) throw 1;
        ++calls;
        value = 1;
      });
    } catch (int) {
      return;
    }
    weft::expect_equal(value, 1, "what the call did");
  };
  verify::together([&] { want(true); }, [&] { want(false); });
  want(false);
  weft::expect_equal(calls, 1, "calls that succeeded");
}
