// A writer and a reader that wait for one another: nobody waits for ever. More executions than a budget
// allows: the outcome is that the first ones had no failure.
//
// expect: no_failure_found
// options: --executions 5000
// mutant: last_reader_does_not_look deadlock core/sync/shared_mutex.cpp
//   - if ((gate_.load(std::memory_order_seq_cst) & kDraining) == 0) [[likely]]
//   + if (true)
#include "weft/shared_mutex.h"

#include "agents.h"

int main() {
  weft::shared_mutex mutex;
  int first = 0, second = 0;
  verify::together(
      [&] {
        mutex.lock();
        ++first, ++second;
        mutex.unlock();
      },
      [&] {
        mutex.lock_shared();
        weft::expect_equal(first, second, "the second half of what was written");
        mutex.unlock_shared();
      });
  weft::expect(mutex.try_lock(), "the mutex is free afterwards");
  mutex.unlock();
}
