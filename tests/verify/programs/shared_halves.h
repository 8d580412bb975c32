// Two numbers that are the same wherever nobody writes.
#pragma once

#include "agents.h"
#include "weft/shared_mutex.h"

namespace verify {

struct SharedHalves {
  weft::shared_mutex mutex;
  int first = 0, second = 0;  // guarded by mutex

  void write() {
    mutex.lock();
    ++first, ++second;
    mutex.unlock();
  }
  void read_and_unlock() {
    weft::expect_equal(first, second, "the second half of what was written");
    mutex.unlock_shared();
  }
  void expect_free() {
    weft::expect(mutex.try_lock(), "the mutex is free afterwards");
    mutex.unlock();
  }
};

}  // namespace verify
