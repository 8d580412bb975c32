// An event that one agent sets lets another go on, and shows it what was done before.
//
// expect: verified
// mutant: set_wakes_nobody deadlock core/sync/event.cpp
//   - runtime::wake_all(woken);
// mutant: set_without_lock data_race core/sync/event.cpp
//   - lock_.lock(); if (reset_ == event_reset::manual)
//   + if (reset_ == event_reset::manual)
#include "weft/event.h"

#include "agents.h"

int main() {
  weft::event done;
  int result = 0;
  verify::together([&] { result = 1, done.set(); },
                   [&] {
                     done.wait();
                     weft::expect_equal(result, 1, "what was done before set()");
                   });
  weft::expect(done.is_set(), "it stays set");
}
