// The timed halves of locks, for deadlines of any clock and for lengths of time, as std's locks have
// them. A lock derives from this and has try_lock_before(), and a shared one
// try_lock_shared_before(), of the runtime's clock.
#pragma once

#include <chrono>

#include "weft/detail/deadline.h"

namespace weft::detail {

template <class Lock>
class timed_lock {
 public:
  // False: somebody else held it until then.
  template <class Clock, class Duration>
  bool try_lock_until(const std::chrono::time_point<Clock, Duration>& time) {
    return static_cast<Lock&>(*this).try_lock_before(deadline_at(time));
  }
  template <class Rep, class Period>
  bool try_lock_for(const std::chrono::duration<Rep, Period>& length) {
    return static_cast<Lock&>(*this).try_lock_before(deadline_after(length));
  }
};

template <class Lock>
class timed_shared_lock : public timed_lock<Lock> {
 public:
  template <class Clock, class Duration>
  bool try_lock_shared_until(const std::chrono::time_point<Clock, Duration>& time) {
    return static_cast<Lock&>(*this).try_lock_shared_before(deadline_at(time));
  }
  template <class Rep, class Period>
  bool try_lock_shared_for(const std::chrono::duration<Rep, Period>& length) {
    return static_cast<Lock&>(*this).try_lock_shared_before(deadline_after(length));
  }
};

}  // namespace weft::detail
