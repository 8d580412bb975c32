// weft/semaphore.h of checked programs. The number: permits.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "weft/detail/awaitable.h"
#include "weft/detail/deadline.h"
#include "weft/detail/gate.h"

namespace weft {

namespace detail::semaphore_rules {

WEFT_GATE_RULE inline std::uint64_t acquire(std::uint64_t, std::uint64_t permits, weft_gate_effect* effect) {
  *effect = permits == 0 ? weft_gate_waits : weft_gate_writes;
  return permits - 1;
}
WEFT_GATE_RULE inline std::uint64_t try_acquire(std::uint64_t, std::uint64_t permits,
                                                weft_gate_effect* effect) {
  *effect = permits == 0 ? weft_gate_only_reads : weft_gate_writes;
  return permits - 1;
}
WEFT_GATE_RULE inline std::uint64_t release(std::uint64_t count, std::uint64_t permits, weft_gate_effect*) {
  return permits + count;
}

}  // namespace detail::semaphore_rules

template <std::ptrdiff_t least_max = PTRDIFF_MAX>
class counting_semaphore {
 public:
  static_assert(least_max >= 0);
  static constexpr std::ptrdiff_t max() { return least_max; }

  explicit constexpr counting_semaphore(std::ptrdiff_t permits)
      : _Gate("semaphore", static_cast<std::uint64_t>(permits)) {}

  void acquire() { acquire_before(detail::deadline::max()); }
  bool try_acquire() { return bool(_Gate.take(weft_gate_acquire, detail::semaphore_rules::try_acquire)); }
  template <class Clock, class Duration>
  bool try_acquire_until(const std::chrono::time_point<Clock, Duration>& time) {
    return acquire_before(detail::deadline_at(time));
  }
  template <class Rep, class Period>
  bool try_acquire_for(const std::chrono::duration<Rep, Period>& length) {
    return acquire_before(detail::deadline_after(length));
  }
  auto async_acquire() {
    return detail::waiting_call([this](detail::deadline until) { return acquire_before(until); });
  }
  void release(std::ptrdiff_t count = 1) {
    const auto number = static_cast<std::uint64_t>(count);
    const std::uint64_t before = _Gate.take(weft_gate_release, detail::semaphore_rules::release, number).seen;
    if (before + number > static_cast<std::uint64_t>(least_max))
      weft_expectation_failed("a semaphore has more permits than it may have", __FILE__, __LINE__);
  }

 private:
  bool acquire_before(detail::deadline until) {
    return _Gate.take(weft_gate_acquire, detail::semaphore_rules::acquire, 0, until).in_time();
  }

  detail::gate _Gate;
};

using binary_semaphore = counting_semaphore<1>;

}  // namespace weft
