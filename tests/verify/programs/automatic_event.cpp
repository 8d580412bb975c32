// An automatic event that is set lets one agent go on, however they come.
//
// expect: verified
// mutant: it_stays_set wrong_result core/sync/event.cpp
//   - set_ = reset_ == event_reset::manual;
#include "agents.h"
#include "weft/event.h"

int main() {
  weft::event turn(weft::event_reset::automatic);
  int through = 0;
  const auto pass = [&] {
    turn.wait();
    ++through;
    turn.set();
  };
  turn.set();
  verify::together(pass, pass);
  weft::expect_equal(through, 2, "agents that went on, one after the other");
  weft::expect(turn.try_wait() && !turn.try_wait(), "it is set once");
}
