// An agent waits for a condition that another makes true: no notification is lost between the look and the
// wait.
//
// expect: verified
// mutant: waits_before_it_is_listed deadlock core/include/weft/condition_variable.h
//   - enlist(waiter); if (stop != nullptr && stop->stop_requested()) deadline = {}; lock.unlock();
//   + lock.unlock(); enlist(waiter);
// mutant: notify_overlooks_waiter deadlock core/sync/condition_variable.cpp
//   - if (first != nullptr) runtime::wake(*first);
#include "weft/condition_variable.h"

#include "agents.h"
#include "weft/spinlock.h"

int main() {
  weft::spinlock mutex;
  weft::condition_variable changed;
  bool full = false;
  verify::together(
      [&] {
        mutex.lock();
        full = true;
        mutex.unlock();
        changed.notify_one();
      },
      [&] {
        mutex.lock();
        changed.wait(mutex, [&] { return full; });
        full = false;
        mutex.unlock();
      });
  weft::expect(!full, "the waiter went on after the change");
}
