// weft/latch.h of checked programs. The number: who is missing.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "weft/detail/awaitable.h"
#include "weft/detail/deadline.h"
#include "weft/detail/gate.h"

namespace weft {

namespace detail::latch_rules {

WEFT_GATE_RULE inline std::uint64_t count_down(std::uint64_t count, std::uint64_t missing,
                                               weft_gate_effect*) {
  return missing - count;
}
WEFT_GATE_RULE inline std::uint64_t pass(std::uint64_t, std::uint64_t missing, weft_gate_effect* effect) {
  *effect = missing == 0 ? weft_gate_only_reads : weft_gate_waits;
  return missing;
}
WEFT_GATE_RULE inline std::uint64_t look(std::uint64_t, std::uint64_t missing, weft_gate_effect* effect) {
  *effect = weft_gate_only_reads;
  return missing;
}

}  // namespace detail::latch_rules

class latch {
 public:
  explicit constexpr latch(std::ptrdiff_t expected) : _Gate("latch", static_cast<std::uint64_t>(expected)) {}

  void count_down(std::ptrdiff_t count = 1) {
    const auto number = static_cast<std::uint64_t>(count);
    if (_Gate.take(weft_gate_arrive, detail::latch_rules::count_down, number).seen < number)
      weft_expectation_failed("a latch is counted down below zero", __FILE__, __LINE__);
  }
  bool try_wait() const { return _Gate.take(weft_gate_await, detail::latch_rules::look).seen == 0; }
  void wait() const { wait_deadline(detail::deadline::max()); }
  void arrive_and_wait(std::ptrdiff_t count = 1) {
    count_down(count);
    wait();
  }
  template <class Clock, class Duration>
  bool wait_until(const std::chrono::time_point<Clock, Duration>& time) const {
    return wait_deadline(detail::deadline_at(time));
  }
  template <class Rep, class Period>
  bool wait_for(const std::chrono::duration<Rep, Period>& length) const {
    return wait_deadline(detail::deadline_after(length));
  }
  auto async_wait() const {
    return detail::waiting_call([this](detail::deadline until) { return wait_deadline(until); });
  }

 private:
  bool wait_deadline(detail::deadline until) const {
    return _Gate.take(weft_gate_await, detail::latch_rules::pass, 0, until).in_time();
  }

  detail::gate _Gate;
};

}  // namespace weft
