// The checker's models of POSIX locks, with deadlines of steady_clock.
#pragma once

#include <pthread.h>

#include <cerrno>
#include <chrono>
#include <system_error>

namespace weft::detail {

using deadline = std::chrono::steady_clock::time_point;

// The same time on the clock that POSIX's locks go by; both are the checker's.
inline timespec real_time(deadline until) {
  const auto time = std::chrono::system_clock::now() + std::chrono::ceil<std::chrono::system_clock::duration>(
                                                           until - std::chrono::steady_clock::now());
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const std::chrono::nanoseconds rest = time - seconds;
  return {static_cast<time_t>(seconds.time_since_epoch().count()), static_cast<long>(rest.count())};
}

// What a lock answers: taken, or not now.
inline bool taken(int error) {
  if (error == 0) return true;
  if (error == EBUSY || error == ETIMEDOUT) return false;
  throw std::system_error(error, std::generic_category());
}

template <class Lock, class Timed, class Untimed>
bool lock_before(Lock& lock, deadline until, Timed timed, Untimed untimed) {
  if (until == deadline::max()) return taken(untimed(&lock));
  const timespec time = real_time(until);
  return taken(timed(&lock, &time));
}

}  // namespace weft::detail
