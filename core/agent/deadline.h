// When a wait gives up.
#pragma once

#include <chrono>

namespace weft::runtime {

using Clock = std::chrono::steady_clock;
using Deadline = Clock::time_point;

inline constexpr Deadline kNever = Deadline::max();

// `length` from now; kNever where that is further away than the clock counts.
template <class Rep, class Period>
Deadline deadline_after(const std::chrono::duration<Rep, Period>& length) {
  const Deadline now = Clock::now();
  using Seconds = std::chrono::duration<double>;
  if (Seconds(length) >= Seconds(kNever - now)) return kNever;
  return now + std::chrono::ceil<Clock::duration>(length);
}

}  // namespace weft::runtime
