// One agent goes twice through a mutex and another once: the second unlock() is quick again, or finds who
// waits. More executions than a budget allows: the outcome is that the first ones had no failure.
//
// expect: no_failure_found
// options: --executions 2000
// mutant: unlock_without_looking deadlock core/sync/mutex.cpp
//   - if (contended_.load(std::memory_order_relaxed)) {
//   + if (false) {
#include "sections.h"
#include "weft/mutex.h"

int main() {
  verify::CountedSections<weft::mutex> sections;
  verify::together([&] { sections.pass(), sections.pass(); }, [&] { sections.pass(); });
  weft::expect_equal(sections.count, 3, "sections");
}
