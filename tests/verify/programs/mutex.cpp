// Two agents go through a mutex: the sections follow one another, and nobody waits for ever.
//
// expect: verified
// mutant: unlock_without_looking deadlock core/sync/mutex.cpp
//   - if (contended_.load(std::memory_order_relaxed)) {
//   + if (false) {
// mutant: waiter_does_not_wait_for_owner deadlock core/sync/mutex.cpp
//   - if (word == 0 || (word & kNested) != 0) return;
//   + return;
// mutant: take_in_two_steps data_race core/sync/mutex.cpp
//   - if (!owner_.compare_exchange_strong(nobody, mine, std::memory_order_acq_rel,
//   std::memory_order_relaxed))
//   + if (owner_.load() == nobody) owner_.store(mine); else
#include "weft/mutex.h"

#include "sections.h"

int main() {
  verify::CountedSections<weft::mutex> sections;
  verify::together([&] { sections.pass(); }, [&] { sections.pass(); });
  weft::expect_equal(sections.count, 2, "sections");
}
