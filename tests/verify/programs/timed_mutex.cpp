// An agent gives up waiting for a mutex just when it is unlocked: it has it or not, and the mutex is free in
// the end.
//
// expect: verified
// mutant: gives_up_what_it_was_handed wrong_result core/sync/mutex.cpp
//   - return !withdraw(waiter) && runtime::wait(waiter, wait_for(*this));
//   + return withdraw(waiter), false;
#include "agents.h"
#include "weft/mutex.h"

int main() {
  weft::mutex mutex(weft::lock_order::fifo);
  int counter = 0, missed = 0;
  verify::together(
      [&] {
        mutex.lock();
        ++counter;
        mutex.unlock();
      },
      [&] {
        if (!mutex.try_lock_for(std::chrono::milliseconds(1))) return void(++missed);
        ++counter;
        mutex.unlock();
      });
  weft::expect_equal(counter + missed, 2, "sections and attempts that gave up");
  weft::expect(mutex.try_lock(), "the mutex is free afterwards");
  mutex.unlock();
}
