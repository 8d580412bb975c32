// Two agents count down, a third waits: it goes on after both, and sees what they did.
//
// expect: verified
// mutant: count_without_release data_race core/sync/latch.cpp
//   - before, before - count, std::memory_order_release,
//   + before, before - count, std::memory_order_relaxed,
// mutant: looks_without_lock deadlock core/include/weft/detail/line_operation.h core/sync/latch.cpp
//   - at_.lock_.lock(); const bool passes = at_.passes(key_);
//   + const bool passes = at_.passes(key_); at_.lock_.lock();
#include "weft/latch.h"

#include "agents.h"

int main() {
  weft::latch both(2);
  int first = 0, second = 0;
  verify::together([&] { first = 1, both.count_down(); }, [&] { second = 1, both.count_down(); },
                   [&] {
                     both.wait();
                     weft::expect_equal(first + second, 2, "agents that have counted down");
                   });
  weft::expect(both.try_wait(), "it is open");
}
