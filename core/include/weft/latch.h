// A count that goes down to zero once; wait() waits until it has.
//
//   weft::latch ready(3);
//   for (int i = 0; i < 3; ++i) weft::spawn([&] { prepare(); ready.count_down(); });
//   ready.wait();
//
// Threads:    as std::latch: any agent may do anything at any time. It may be destroyed as soon as every
//             wait() has returned, even if the count_down() that ended them has not.
// Blocking:   wait() and arrive_and_wait() and their timed variants, parked.
// Errors:     counting below zero is checked and ends the program with a message.
// Complexity: count_down() one atomic operation, the last one O(waiters).
// Checked:    tests/verify/programs/latch.cpp.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>

#include "weft/detail/deadline.h"
#include "weft/detail/line_operation.h"
#include "weft/detail/wait_list.h"
#include "weft/spinlock.h"

namespace weft {

class latch {
 public:
  explicit constexpr latch(std::ptrdiff_t expected) : count_(expected) {}
  ~latch();  // nobody waits
  latch(const latch&) = delete;
  latch& operator=(const latch&) = delete;

  void count_down(std::ptrdiff_t count = 1);
  bool try_wait() const;
  void wait() const { wait_deadline(std::chrono::steady_clock::time_point::max()); }
  void arrive_and_wait(std::ptrdiff_t count = 1) {
    count_down(count);
    wait();
  }
  // Whether the count is zero.
  template <class Clock, class Duration>
  bool wait_until(const std::chrono::time_point<Clock, Duration>& time) const {
    return wait_deadline(detail::deadline_at(time));
  }
  template <class Rep, class Period>
  bool wait_for(const std::chrono::duration<Rep, Period>& length) const {
    return wait_deadline(detail::deadline_after(length));
  }
  // For tasks: co_await l.async_wait(), or l.async_wait().within(10ms), which says whether it was in time.
  auto async_wait() const { return detail::awaitable(operation(*this)); }

 private:
  using operation = detail::line_operation<const latch>;
  friend operation;
  static constexpr runtime::WaitReason kWaitReason = runtime::WaitReason::latch;

  bool passes(detail::no_key) const { return count_.load(std::memory_order_relaxed) == 0; }
  bool wait_deadline(std::chrono::steady_clock::time_point deadline) const;
  void open();

  std::atomic<std::ptrdiff_t> count_;  // reaches zero under lock_ only
  mutable spinlock lock_;
  mutable runtime::WaitList waiters_;  // guarded by lock_
};

}  // namespace weft
