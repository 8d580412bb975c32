// Something that has happened or not: set() says that it has, wait() waits for it.
//
//   weft::event ready;
//   weft::fiber f([&] { prepare(); ready.set(); });
//   ready.wait();
//
// Threads:    any agent may do anything at any time. It may be destroyed once no wait() is going on, even if
//             the set() that ended the last one has not returned yet.
// Blocking:   wait() and its timed variants wait, parked, in the order in which they came.
// Kinds:      `manual`: stays set until reset(), and lets everybody through. `automatic`: lets one through,
//             and is reset by that; several set() without a wait() count once.
// Errors:     destroying it while somebody waits is checked and ends the program with a message.
// Complexity: a short lock; set() O(waiters it lets through).
// Source:     both kinds: the events of Windows; a flag under a lock, waiters in a list beside it.
// Checked:    tests/verify/programs/event.cpp.
#pragma once

#include <chrono>
#include <cstdint>

#include "weft/detail/deadline.h"
#include "weft/detail/line_operation.h"
#include "weft/detail/wait_list.h"
#include "weft/spinlock.h"

namespace weft {

enum class event_reset : std::uint8_t { manual, automatic };

class event {
 public:
  explicit constexpr event(event_reset reset = event_reset::manual, bool set = false)
      : reset_(reset), set_(set) {}
  ~event();  // nobody waits
  event(const event&) = delete;
  event& operator=(const event&) = delete;

  void set();
  void reset();
  bool is_set() const;

  void wait() { wait_deadline(std::chrono::steady_clock::time_point::max()); }
  // Whether it was set; resets an automatic one.
  bool try_wait();
  template <class Clock, class Duration>
  bool wait_until(const std::chrono::time_point<Clock, Duration>& time) {
    return wait_deadline(detail::deadline_at(time));
  }
  template <class Rep, class Period>
  bool wait_for(const std::chrono::duration<Rep, Period>& length) {
    return wait_deadline(detail::deadline_after(length));
  }
  // For tasks: co_await e.async_wait(), or e.async_wait().within(10ms), which says whether it was in time.
  auto async_wait() { return detail::awaitable(operation(*this)); }

 private:
  using operation = detail::line_operation<event>;
  friend operation;
  static constexpr runtime::WaitReason kWaitReason = runtime::WaitReason::event;

  bool wait_deadline(std::chrono::steady_clock::time_point deadline);
  bool passes(detail::no_key = {});

  const event_reset reset_;
  mutable spinlock lock_;
  bool set_;                   // guarded by lock_
  runtime::WaitList waiters_;  // guarded by lock_
};

}  // namespace weft
