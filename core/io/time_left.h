// How long a system call may wait, in the forms that they take.
#pragma once

#include <algorithm>
#include <chrono>
#include <climits>
#include <ctime>

#include "agent/deadline.h"

namespace weft::runtime {

// Zero when the deadline has passed. Without asking the clock for the deadline of who does not wait at all.
inline std::chrono::nanoseconds time_left(Deadline deadline) {
  if (deadline == Deadline::min()) return {};
  return std::max(std::chrono::nanoseconds{}, std::chrono::nanoseconds(deadline - Clock::now()));
}

inline timespec timespec_of(std::chrono::nanoseconds length) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(length);
  return {static_cast<std::time_t>(seconds.count()), static_cast<long>((length - seconds).count())};
}

// Rounded up: who wakes too early only has to wait once more.
inline int milliseconds_of(std::chrono::nanoseconds length) {
  const auto whole = std::chrono::ceil<std::chrono::milliseconds>(length).count();
  return static_cast<int>(std::min<decltype(whole)>(whole, INT_MAX));
}

}  // namespace weft::runtime
