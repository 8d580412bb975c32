// Waiting until another agent has changed something that a lock guards.
//
//   std::unique_lock lock(m);
//   changed.wait(lock, [&] { return !queue.empty(); });
//
// Threads:    as std::condition_variable_any: with any lock that has lock() and unlock(), from any agent.
// Blocking:   wait() and its variants, parked, without the lock.
// Order:      notify_one() wakes who has waited longest; a wakeup is never lost to one who came later or gave
//             up. wait() without a condition returns only when notified.
// Errors:     a lock that throws when it is locked again ends the program, as in std.
// Complexity: notify: a short lock, O(agents it wakes).
// Source:     Hoare, "Monitors", CACM 1974; Lampson and Redell, "Experience with
//             Processes and Monitors in Mesa", 1980.
// Checked:    tests/verify/programs/condition_variable.cpp.
#pragma once

#include <chrono>
#include <condition_variable>
#include <stop_token>
#include <utility>

#include "weft/detail/awaitable.h"
#include "weft/detail/deadline.h"
#include "weft/detail/wait_list.h"
#include "weft/spinlock.h"

namespace weft {

class condition_variable {
 public:
  using cv_status = std::cv_status;

  constexpr condition_variable() = default;
  ~condition_variable();  // everybody who waits has been notified
  condition_variable(const condition_variable&) = delete;
  condition_variable& operator=(const condition_variable&) = delete;

  void notify_one();
  void notify_all();

  template <class Lock>
  void wait(Lock& lock) {
    wait_deadline(lock, std::chrono::steady_clock::time_point::max());
  }
  template <class Lock, class Predicate>
  void wait(Lock& lock, Predicate holds) {
    while (!holds()) wait(lock);
  }

  template <class Lock, class Clock, class Duration>
  cv_status wait_until(Lock& lock, const std::chrono::time_point<Clock, Duration>& time) {
    return wait_deadline(lock, detail::deadline_at(time)) ? cv_status::no_timeout : cv_status::timeout;
  }
  template <class Lock, class Clock, class Duration, class Predicate>
  bool wait_until(Lock& lock, const std::chrono::time_point<Clock, Duration>& time, Predicate holds) {
    const auto deadline = detail::deadline_at(time);
    while (!holds())
      if (!wait_deadline(lock, deadline)) return holds();
    return true;
  }
  template <class Lock, class Rep, class Period>
  cv_status wait_for(Lock& lock, const std::chrono::duration<Rep, Period>& length) {
    return wait_until(lock, detail::deadline_after(length));
  }
  template <class Lock, class Rep, class Period, class Predicate>
  bool wait_for(Lock& lock, const std::chrono::duration<Rep, Period>& length, Predicate holds) {
    return wait_until(lock, detail::deadline_after(length), std::move(holds));
  }

  // For tasks: co_await c.async_wait(lock), or with .within(10ms), which says whether it was notified in
  // time. Then the lock is locked again as always.
  template <class Lock>
  auto async_wait(Lock& lock) {
    return detail::awaitable(operation<Lock>{*this, lock});
  }

  // Also until a stop is requested; then what the condition is.
  template <class Lock, class Predicate>
  bool wait(Lock& lock, std::stop_token stop, Predicate holds) {
    const std::stop_callback wake_all(stop, [this] { notify_all(); });
    while (!holds()) {
      if (stop.stop_requested()) return false;
      wait_deadline(lock, std::chrono::steady_clock::time_point::max(), &stop);
    }
    return true;
  }

 private:
  template <class Lock>
  struct operation {
    using waiter = runtime::Waiter;
    condition_variable& at;
    Lock& lock;
    bool try_now() { return false; }
    bool enlist(runtime::Waiter& waiter) {
      at.enlist(waiter);
      lock.unlock();
      return false;
    }
    bool withdraw(runtime::Waiter& waiter) { return at.withdraw(waiter); }
    void accept(runtime::Waiter&) {}
    bool result(bool in_time) {
      lock.lock();
      return in_time;
    }
    runtime::Wait what() const { return {runtime::WaitReason::condition, &at}; }
  };

  // False: the deadline has passed. With `stop`: returns at once when it was requested before the caller was
  // in the list; afterwards the callback finds it there.
  template <class Lock>
  bool wait_deadline(Lock& lock, std::chrono::steady_clock::time_point deadline,
                     const std::stop_token* stop = nullptr) noexcept {
    runtime::Waiter waiter(runtime::current_agent());
    enlist(waiter);
    if (stop != nullptr && stop->stop_requested()) deadline = {};
    lock.unlock();
    const bool notified = wait_enlisted(waiter, deadline);
    lock.lock();
    return notified;
  }
  void enlist(runtime::Waiter& waiter);
  bool withdraw(runtime::Waiter& waiter);
  bool wait_enlisted(runtime::Waiter& waiter, std::chrono::steady_clock::time_point deadline);

  spinlock lock_;
  runtime::WaitList waiters_;  // guarded by lock_
};

}  // namespace weft
