// An agent gives up waiting just when it is notified: it says one or the other, and is in no list any more.
//
// expect: verified
// mutant: late_waiter_stays_listed crash core/sync/condition_variable.cpp
//   - return waiters_.remove(waiter);
//   + return waiter.listed;
#include "agents.h"
#include "weft/condition_variable.h"
#include "weft/spinlock.h"

int main() {
  weft::spinlock mutex;
  weft::condition_variable changed;
  bool listed = false, timed_out = false, notified = false;
  verify::together(
      [&] {
        mutex.lock();
        listed = true;
        timed_out = changed.wait_for(mutex, std::chrono::milliseconds(1)) == std::cv_status::timeout;
        mutex.unlock();
      },
      [&] {
        mutex.lock();
        if (listed) changed.notify_one(), notified = true;
        mutex.unlock();
      });
  weft::expect(timed_out || notified, "who was not notified says so");
}
