// When a wait gives up.
#pragma once

#include <chrono>

#include "weft/detail/deadline.h"

namespace weft::runtime {

using Clock = std::chrono::steady_clock;
using Deadline = Clock::time_point;

inline constexpr Deadline kNever = Deadline::max();

using detail::deadline_after;

}  // namespace weft::runtime
