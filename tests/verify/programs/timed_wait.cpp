// A wait whose time is over at the moment of its wakeup: either it says that it was woken, or the wakeup is
// left for another.
//
// expect: verified
// mutant: late_waiter_stays_in_list crash core/include/weft/detail/line_operation.h core/sync/event.cpp
//   - const bool listed = at_.waiters_.remove(waiter);
//   + const bool listed = waiter.listed;
// mutant: wakeup_under_way_is_not_waited_for wrong_result core/sync/waiting.h core/sync/event.cpp
//   - if (operation.withdraw(waiter)) return false;
//   + return operation.withdraw(waiter), false;
#include "agents.h"
#include "weft/event.h"

int main() {
  weft::event turn(weft::event_reset::automatic);
  bool woken = false;
  verify::together([&] { woken = turn.wait_for(std::chrono::milliseconds(1)); }, [&] { turn.set(); });
  weft::expect(woken != turn.try_wait(), "the wakeup arrived or is still there");
}
