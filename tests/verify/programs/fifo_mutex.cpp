// A mutex that is handed on: whoever waits gets it from the one who unlocks.
//
// expect: verified
// mutant: new_owner_does_not_notice crash core/sync/mutex.cpp
//   - if (is_mine()) return accept_handover(self), true;
// mutant: next_owner_is_not_woken deadlock core/sync/mutex.cpp
//   - if (wakes) runtime::wake(*first);
#include "agents.h"
#include "weft/mutex.h"

int main() {
  weft::mutex mutex(weft::lock_order::fifo);
  int counter = 0;
  const auto section = [&] {
    mutex.lock();
    ++counter;
    mutex.unlock();
  };
  verify::together(section, section);
  weft::expect_equal(counter, 2, "sections");
  weft::expect(mutex.try_lock(), "the mutex is free afterwards");
  mutex.unlock();
}
