// Two agents count down, a third waits: it goes on after both, and sees what they did.
//
// expect: verified
// mutant: count_without_release data_race core/sync/latch.cpp
//   - before, before - count, std::memory_order_release,
//   + before, before - count, std::memory_order_relaxed,
// mutant: last_opens_without_lock deadlock core/sync/latch.cpp
//   - if (count_.load(std::memory_order_relaxed) == 0) return lock_.unlock(), true; return
//   + lock_.unlock(); if (count_.load() == 0) return true; lock_.lock(); return
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
