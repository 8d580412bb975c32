// weft/condition_variable.h of checked programs. The number: the line of those who wait.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <stop_token>
#include <utility>

#include "weft/detail/awaitable.h"
#include "weft/detail/deadline.h"
#include "weft/detail/line.h"

namespace weft {

namespace detail::condition_rules {

WEFT_GATE_RULE inline std::uint64_t enter(std::uint64_t, std::uint64_t waiting, weft_gate_effect*) {
  return line::with(waiting, line::free_number(waiting));
}
WEFT_GATE_RULE inline std::uint64_t notify_one(std::uint64_t, std::uint64_t waiting,
                                               weft_gate_effect* effect) {
  if (!line::is_empty(waiting)) return line::with_first_served(waiting);
  *effect = weft_gate_only_reads;
  return waiting;
}
WEFT_GATE_RULE inline std::uint64_t notify_all(std::uint64_t, std::uint64_t waiting,
                                               weft_gate_effect* effect) {
  if (line::is_empty(waiting)) *effect = weft_gate_only_reads;
  while (!line::is_empty(waiting)) waiting = line::with_first_served(waiting);
  return waiting;
}
WEFT_GATE_RULE inline std::uint64_t leave(std::uint64_t who, std::uint64_t waiting,
                                          weft_gate_effect* effect) {
  if (!line::is_served(waiting, who)) *effect = weft_gate_waits;
  return line::without(waiting, who);
}
// Its time is up.
WEFT_GATE_RULE inline std::uint64_t give_up(std::uint64_t who, std::uint64_t waiting, weft_gate_effect*) {
  return line::without(waiting, who);
}

}  // namespace detail::condition_rules

class condition_variable {
 public:
  using cv_status = std::cv_status;

  constexpr condition_variable() = default;

  void notify_one() { _Gate.take(weft_gate_notify, detail::condition_rules::notify_one); }
  void notify_all() { _Gate.take(weft_gate_notify, detail::condition_rules::notify_all); }

  template <class Lock>
  void wait(Lock& lock) {
    wait_deadline(lock, detail::deadline::max());
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
    const auto until = detail::deadline_at(time);
    while (!holds())
      if (!wait_deadline(lock, until)) return holds();
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

  template <class Lock>
  auto async_wait(Lock& lock) {
    return detail::waiting_call([this, &lock](detail::deadline until) { return wait_deadline(lock, until); });
  }

  template <class Lock, class Predicate>
  bool wait(Lock& lock, std::stop_token stop, Predicate holds) {
    const std::stop_callback wake_all(stop, [this] { notify_all(); });
    while (!holds()) {
      if (stop.stop_requested()) return false;
      wait_deadline(lock, detail::deadline::max(), &stop);
    }
    return true;
  }

 private:
  // False: the time has passed. With `stop`: returns at once when that was requested before the caller was in
  // the line.
  template <class Lock>
  bool wait_deadline(Lock& lock, detail::deadline until, const std::stop_token* stop = nullptr) noexcept {
    namespace rules = detail::condition_rules;
    const std::uint64_t me = detail::line::free_number(_Gate.take(weft_gate_line_up, rules::enter).seen);
    if (me > detail::line::kPlaces)
      weft_expectation_failed("more wait on a condition variable than the checker can follow", __FILE__,
                              __LINE__);
    if (stop != nullptr && stop->stop_requested()) until = {};
    lock.unlock();
    bool notified = _Gate.take(weft_gate_await, rules::leave, me, until).in_time();
    if (!notified)
      notified = detail::line::is_served(_Gate.take(weft_gate_line_up, rules::give_up, me).seen, me);
    lock.lock();
    return notified;
  }

  detail::gate _Gate{"condition variable", 0};
};

}  // namespace weft
