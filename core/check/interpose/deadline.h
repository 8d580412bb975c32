// Virtual time as programs see it: a monotonic clock that starts small, a real-time clock that starts large.
// So an absolute deadline tells by its size which clock it is on.
#pragma once

#include <ctime>

#include "check/model.h"

namespace weft {

inline constexpr std::uint64_t kSecond = 1'000'000'000;
inline constexpr std::uint64_t kMonotonicStart = 1'000 * kSecond;
inline constexpr std::uint64_t kRealTimeStart = 1'700'000'000 * kSecond;

inline std::uint64_t nanoseconds(const timespec& t) {
  return static_cast<std::uint64_t>(t.tv_sec) * kSecond + static_cast<std::uint64_t>(t.tv_nsec);
}

inline std::uint64_t virtual_deadline(const timespec& absolute) {
  const std::uint64_t t = nanoseconds(absolute);
  if (t >= kRealTimeStart) return t - kRealTimeStart;
  return t >= kMonotonicStart ? t - kMonotonicStart : 0;
}

inline model::Deadline deadline_of(const timespec* absolute) {
  if (absolute == nullptr) return std::nullopt;
  return virtual_deadline(*absolute);
}

}  // namespace weft
