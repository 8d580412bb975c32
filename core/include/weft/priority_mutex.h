// A mutex whose owner runs with the priority of the most urgent agent that waits for it, so that agents in
// between do not hold it up (priority inheritance). Transitive: if the owner waits for another
// priority_mutex, that one's owner inherits too.
//
//   weft::priority_mutex m;
//   std::lock_guard lock(m);
//
// Threads:    as weft::mutex. May be destroyed as soon as nobody holds it and every unlock() has returned.
// Blocking:   lock() and its timed variants, parked.
// Order:      unlock() hands it to the most urgent waiter; among equals, to who came first.
// Limits:     priorities are the scheduler's (weft/agents.h): they order fibers and tasks. Kernel threads
//             pass priority on, but the system knows nothing of it. An agent that stands in a processor's own
//             line when it inherits keeps its place there; from its next turn on it is ahead.
// Errors:     unlock() by another agent, and lock() by the owner, are checked
//             and end the program with a message.
// Complexity: uncontended one atomic operation each way; else O(waiters of all contended
//             priority mutexes) under one lock.
// Source:     Sha, Rajkumar and Lehoczky, "Priority Inheritance Protocols", IEEE ToC 1990.
// Checked:    tests/verify/programs/priority_mutex.cpp.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "weft/detail/awaitable.h"
#include "weft/detail/timed_lock.h"
#include "weft/detail/wait_list.h"

namespace weft {

namespace detail {
class inheritance;
}

class priority_mutex : public detail::timed_lock<priority_mutex> {
 public:
  constexpr priority_mutex() = default;
  ~priority_mutex();  // nobody holds it or waits for it
  priority_mutex(const priority_mutex&) = delete;
  priority_mutex& operator=(const priority_mutex&) = delete;

  void lock();
  bool try_lock();
  void unlock();
  // For tasks: co_await m.async_lock(), or with .within(10ms), which says whether it was in time.
  auto async_lock() { return detail::awaitable(operation{*this}); }

 private:
  friend class detail::inheritance;
  friend timed_lock;
  struct operation {
    using waiter = runtime::Waiter;
    priority_mutex& at;
    bool try_now() { return at.try_lock(); }
    bool enlist(runtime::Waiter& waiter);
    bool withdraw(runtime::Waiter& waiter);
    void accept(runtime::Waiter& waiter);
    bool result(bool in_time) { return in_time; }
    runtime::Wait what() const { return {runtime::WaitReason::mutex, &at}; }
  };
  using Word = std::uintptr_t;
  static constexpr Word kWaiters = 1;  // beside the owner's address

  bool try_lock_before(std::chrono::steady_clock::time_point deadline);
  runtime::ControlBlock* owner() const;
  bool take(runtime::ControlBlock& self);
  bool take_or_mark(runtime::ControlBlock& self);
  void unlock_slowly(runtime::ControlBlock& self);

  std::atomic<Word> owner_{0};  // while somebody waits, changed under the lock of all priority mutexes
  // Guarded by that lock:
  runtime::WaitList waiters_;  // most urgent first
  priority_mutex* next_contended_ = nullptr;
};

}  // namespace weft
