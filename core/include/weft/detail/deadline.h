// Lengths of time as deadlines.
#pragma once

#include <chrono>
#include <type_traits>

namespace weft::detail {

// `length` from now; the end of time where that is further away than the clock counts.
template <class Rep, class Period>
std::chrono::steady_clock::time_point deadline_after(const std::chrono::duration<Rep, Period>& length) {
  using Clock = std::chrono::steady_clock;
  using Seconds = std::chrono::duration<double>;
  const Clock::time_point now = Clock::now();
  if (Seconds(length) >= Seconds(Clock::time_point::max() - now)) return Clock::time_point::max();
  return now + std::chrono::ceil<Clock::duration>(length);
}

// A time of another clock, such as system_clock, as one of steady_clock: right
// as long as that clock is not set.
template <class Clock, class Duration>
std::chrono::steady_clock::time_point deadline_at(const std::chrono::time_point<Clock, Duration>& time) {
  if constexpr (std::is_same_v<Clock, std::chrono::steady_clock>)
    return std::chrono::ceil<std::chrono::steady_clock::duration>(time);
  else
    return deadline_after(time - Clock::now());
}

}  // namespace weft::detail
