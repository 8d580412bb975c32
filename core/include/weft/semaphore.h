// A number of permits: acquire() takes one, waiting until there is one; release() gives some back.
//
//   weft::counting_semaphore<> places(3);
//   places.acquire(); ...; places.release();
//
// Threads:    as std::counting_semaphore: any agent may do anything at any time. It may be
//             destroyed as soon as no acquire() is going on, even if the release() that ended
//             the last one has not returned yet.
// Blocking:   acquire() and its timed variants wait, parked, in the order in which they came.
// Errors:     more permits than max() are checked and end the program with a message.
// Complexity: one atomic operation each while nobody waits.
// Source:     the count that goes below zero by the number of waiters: Dijkstra, "Cooperating Sequential
//             Processes", 1965; without a lock while nobody waits: Schillings, "Benaphores", 1996.
// Checked:    tests/verify/programs/semaphore.cpp; tests/litmus/patterns.h, MessagePassingThroughCount.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "weft/detail/awaitable.h"
#include "weft/detail/deadline.h"
#include "weft/detail/wait_list.h"
#include "weft/spinlock.h"

namespace weft {

namespace detail {

class semaphore_core {
 public:
  semaphore_core(std::ptrdiff_t permits, std::ptrdiff_t most);
  ~semaphore_core();  // nobody waits
  semaphore_core(const semaphore_core&) = delete;
  semaphore_core& operator=(const semaphore_core&) = delete;

  bool try_acquire();
  bool acquire(std::chrono::steady_clock::time_point deadline);
  void release(std::ptrdiff_t count);
  auto async_acquire() { return awaitable(operation{*this}); }

 private:
  struct operation {
    using waiter = runtime::Waiter;
    semaphore_core& at;
    bool try_now() { return at.permits_.fetch_sub(1, std::memory_order_acquire) > 0; }
    bool enlist(runtime::Waiter& waiter);
    bool withdraw(runtime::Waiter& waiter);
    void accept(runtime::Waiter&) {}
    bool result(bool in_time) { return in_time; }
    runtime::Wait what() const { return {runtime::WaitReason::semaphore, &at}; }
  };

  bool withdraw_one();
  void grant(std::ptrdiff_t count);

  std::atomic<std::ptrdiff_t> permits_;  // below zero: so many wait
  const std::ptrdiff_t most_;
  spinlock lock_;
  std::ptrdiff_t granted_ = 0;  // to waiters that are not in the list yet; guarded by lock_
  runtime::WaitList waiters_;   // guarded by lock_
};

}  // namespace detail

template <std::ptrdiff_t least_max = PTRDIFF_MAX>
class counting_semaphore {
 public:
  static_assert(least_max >= 0);
  static constexpr std::ptrdiff_t max() { return least_max; }

  explicit counting_semaphore(std::ptrdiff_t permits) : core_(permits, least_max) {}

  void acquire() { core_.acquire(std::chrono::steady_clock::time_point::max()); }
  bool try_acquire() { return core_.try_acquire(); }
  template <class Clock, class Duration>
  bool try_acquire_until(const std::chrono::time_point<Clock, Duration>& time) {
    return core_.acquire(detail::deadline_at(time));
  }
  template <class Rep, class Period>
  bool try_acquire_for(const std::chrono::duration<Rep, Period>& length) {
    return core_.acquire(detail::deadline_after(length));
  }
  // For tasks: co_await s.async_acquire(), or with .within(10ms), which says whether it was in time.
  auto async_acquire() { return core_.async_acquire(); }
  void release(std::ptrdiff_t count = 1) { core_.release(count); }

 private:
  detail::semaphore_core core_;
};

using binary_semaphore = counting_semaphore<1>;

}  // namespace weft
