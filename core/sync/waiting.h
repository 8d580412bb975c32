// Going to sleep in a WaitList, and waking who sleeps there.
#pragma once

#include <mutex>

#include "agent/parking.h"
#include "weft/detail/wait_list.h"
#include "weft/spinlock.h"

namespace weft::runtime {

// An agent that suspend() has stopped goes on.
void resume_suspended(ControlBlock& agent);

// The first half of expire(): the state before. Who slept is then to be unparked, and who was suspended to be
// resumed; of the others the waiter may be gone at once.
WaiterState mark_expired(Waiter& waiter);

// Lets a waiter go on that was taken out of its list. It may be gone when this returns, and its frame with
// it. Release: what was done for it is seen; the acquire is in wait().
inline void wake(Waiter& waiter) {
  ControlBlock& agent = *waiter.agent;
  switch (waiter.state.exchange(WaiterState::woken, std::memory_order_acq_rel)) {
    case WaiterState::sleeps:
      return unpark(agent);
    case WaiterState::suspended:
      return resume_suspended(agent);
    default:
      return;  // it has not begun to wait, or is awake because its time was up
  }
}

inline void wake_all(WokenWaiters waiters) {
  while (Waiter* const waiter = waiters.pop_front()) wake(*waiter);
}

// Acquire: what was done for it is seen.
inline bool is_woken(const Waiter& waiter) {
  return waiter.state.load(std::memory_order_acquire) == WaiterState::woken;
}

// Until wake(); false: the deadline passed first, and somebody may still wake it: take it out of the list
// under the lock, and if it is not there any more, wait(waiter, what) for the wakeup that is under way.
inline bool wait(Waiter& waiter, Wait what, Deadline deadline = kNever) {
  WaiterState looks = WaiterState::looks;
  if (waiter.state.load(std::memory_order_relaxed) == looks)
    waiter.state.compare_exchange_strong(looks, WaiterState::sleeps, std::memory_order_acq_rel);
  while (!is_woken(waiter))
    if (!park(what, deadline) && !is_woken(waiter)) return false;
  return true;
}

// Does an operation (weft/detail/awaitable.h); false: the deadline passed first.
template <class Operation>
bool perform(Operation operation, Deadline deadline) {
  if (operation.try_now()) return true;
  typename Operation::waiter waiter(current_agent());
  if (operation.enlist(waiter)) return true;
  if (!wait(waiter, operation.what(), deadline)) {
    if (operation.withdraw(waiter)) return false;
    wait(waiter, operation.what());
  }
  operation.accept(waiter);
  return true;
}

// Looks for some microseconds whether the wakeup comes, then waits: for wakeups by
// who runs now and will not be long.
bool look_then_wait(Waiter& waiter, Wait what, Deadline deadline = kNever);

// Waits at the end of `list`, which `lock` guards; `lock` is held before and not afterwards. False: the
// deadline passed, and the waiter is in the list no more.
inline bool wait_in(WaitList& list, spinlock& lock, Waiter& waiter, Wait what, Deadline deadline = kNever) {
  // Relaxed: whoever wakes it has had the lock after this. It does not look first, as that rarely helps here.
  waiter.state.store(WaiterState::sleeps, std::memory_order_relaxed);
  list.push_back(waiter);
  lock.unlock();
  if (wait(waiter, what, deadline)) return true;
  lock.lock();
  const bool listed = list.remove(waiter);
  lock.unlock();
  return !listed && wait(waiter, what);
}

}  // namespace weft::runtime
