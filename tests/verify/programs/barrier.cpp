// One agent arrives, another arrives and waits: it sees what the first did before, and the next phase wants
// two again.
//
// expect: verified
// mutant: nobody_is_woken deadlock core/sync/barrier.cpp
//   - runtime::wake_all(woken);
// mutant: next_phase_expects_nobody crash core/sync/barrier.cpp
//   - pending_ = expected_;
#include "weft/barrier.h"

#include "agents.h"

int main() {
  weft::barrier<> meeting(2);
  int done = 0;
  verify::together(
      [&] {
        done = 1;
        (void)meeting.arrive();
      },
      [&] {
        meeting.arrive_and_wait();
        weft::expect_equal(done, 1, "steps of the other");
      });
  const auto arrival = meeting.arrive();
  weft::expect(!meeting.wait_until(arrival, std::chrono::steady_clock::now()),
               "the next phase wants two again");
  (void)meeting.arrive();
}
