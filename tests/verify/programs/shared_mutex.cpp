// A writer, and a reader that does not wait: it sees all of what was written, or nothing, or that somebody
// writes.
//
// expect: verified
// mutant: reader_overlooks_writer data_race core/sync/shared_mutex.cpp
//   - if ((gate_.load(std::memory_order_seq_cst) & kClosed) == 0) [[likely]]
//   + if (true)
// mutant: writer_overlooks_readers data_race core/sync/shared_mutex.cpp
//   - return readers() == 0;
//   + return true;
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
        if (!mutex.try_lock_shared()) return;
        weft::expect_equal(first, second, "the second half of what was written");
        mutex.unlock_shared();
      });
  weft::expect(mutex.try_lock(), "the mutex is free afterwards");
  mutex.unlock();
}
