// One permit for two agents, each of which gives it back: they are in it one after the other.
//
// expect: verified
// mutant: release_overlooks_waiters deadlock core/sync/semaphore.cpp
//   - if (before < 0) return grant(std::min(count, -before));
//   + if (before < -1) return grant(std::min(count, -before));
// mutant: permit_for_who_comes_late_is_lost deadlock core/sync/semaphore.cpp
//   - granted_ += count;
// mutant: release_without_release data_race core/sync/semaphore.cpp
//   - permits_.fetch_add(count, std::memory_order_release)
//   + permits_.fetch_add(count, std::memory_order_relaxed)
#include "weft/semaphore.h"

#include "agents.h"

int main() {
  weft::counting_semaphore<1> permit(1);
  int inside = 0;
  const auto section = [&] {
    permit.acquire();
    ++inside;
    permit.release();
  };
  verify::together(section, section);
  weft::expect_equal(inside, 2, "sections");
  weft::expect(permit.try_acquire() && !permit.try_acquire(), "the permit is back, once");
}
