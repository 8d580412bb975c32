// Critical sections, told by a plain counter: it races where two are inside at once.
#pragma once

#include "agents.h"

namespace verify {

template <class Lock>
struct CountedSections {
  Lock lock;
  int count = 0;  // guarded by lock

  void pass() {
    lock.lock();
    ++count;
    lock.unlock();
  }
};

// Each of two agents goes twice through a lock, the second time by try_lock() where that works.
template <class Lock>
void two_agents_in_turn() {
  Lock lock;
  int counter = 0, missed[2] = {};
  const auto both = [&](int& misses) {
    lock.lock();
    ++counter;
    lock.unlock();
    if (!lock.try_lock()) return void(++misses);
    ++counter;
    lock.unlock();
  };
  together([&] { both(missed[0]); }, [&] { both(missed[1]); });
  weft::expect_equal(counter + missed[0] + missed[1], 4, "sections and tries that failed");
  weft::expect(lock.try_lock(), "the lock is free afterwards");
  lock.unlock();
}

}  // namespace verify
