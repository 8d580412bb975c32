// Going to sleep in a WaitList, and waking who sleeps there.
#pragma once

#include "agent/parking.h"
#include "weft/detail/wait_list.h"

namespace weft::runtime {

// Lets a waiter go on that was taken out of its list. It may be gone when this returns, and its frame with it.
// Release: what was done for it is seen; the acquire is in wait().
inline void wake(Waiter& waiter) {
  ControlBlock& agent = waiter.agent;
  waiter.woken.store(true, std::memory_order_release);
  unpark(agent);
}

// Until wake(); false: the deadline passed first, and somebody may still wake it: take it out of the list under the lock,
// and if it is not there any more, wait(waiter, what) for the wakeup that is under way.
inline bool wait(Waiter& waiter, Wait what, Deadline deadline = kNever) {
  while (!waiter.woken.load(std::memory_order_acquire))
    if (!park(what, deadline) && !waiter.woken.load(std::memory_order_acquire)) return false;
  return true;
}

}  // namespace weft::runtime
