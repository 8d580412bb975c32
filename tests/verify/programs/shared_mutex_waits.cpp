// A writer and a reader that wait for one another: nobody waits for ever.
//
// expect: verified
// mutant: last_reader_does_not_look deadlock core/sync/shared_mutex.cpp
//   - if ((gate_.load(std::memory_order_seq_cst) & kDraining) == 0) [[likely]]
//   + if (true)
#include "weft/shared_mutex.h"

#include "shared_halves.h"

int main() {
  verify::SharedHalves halves;
  verify::together([&] { halves.write(); },
                   [&] {
                     halves.mutex.lock_shared();
                     halves.read_and_unlock();
                   });
  halves.expect_free();
}
