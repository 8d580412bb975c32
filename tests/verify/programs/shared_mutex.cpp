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

#include "shared_halves.h"

int main() {
  verify::SharedHalves halves;
  verify::together([&] { halves.write(); },
                   [&] {
                     if (halves.mutex.try_lock_shared()) halves.read_and_unlock();
                   });
  halves.expect_free();
}
