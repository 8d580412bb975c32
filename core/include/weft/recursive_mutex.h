// A mutex that its owner may lock again; it is free when it was unlocked as often.
//
//   weft::recursive_mutex m;
//   std::lock_guard outer(m);
//   std::lock_guard inner(m);  // the same agent
//
// Threads:    as weft::mutex (mutex.h), but that its owner may lock it again.
// Blocking:   as weft::mutex; locking it again never.
// Errors:     unlock() by another than the owner is checked and ends the program with a message.
// Complexity: as weft::mutex, and a counter.
// Checked:    tests/verify/programs/recursive_mutex.cpp.
#pragma once

#include <chrono>
#include <cstddef>

#include "weft/detail/timed_lock.h"
#include "weft/mutex.h"

namespace weft {

class recursive_mutex : public detail::timed_lock<recursive_mutex> {
 public:
  explicit constexpr recursive_mutex(lock_order order = lock_order::barging) : mutex_(order) {}

  void lock() {
    if (!mutex_.is_mine()) mutex_.lock();
    ++depth_;
  }
  bool try_lock() {
    if (!mutex_.is_mine() && !mutex_.try_lock()) return false;
    ++depth_;
    return true;
  }
  // For tasks: co_await m.async_lock(), or with .within(10ms), which says whether it was in time.
  auto async_lock() { return detail::awaitable(operation(*this)); }
  // By another than the owner: left to the mutex to report.
  void unlock() {
    if (!mutex_.is_mine() || --depth_ == 0) mutex_.unlock();
  }

 private:
  friend timed_lock;
  bool try_lock_before(std::chrono::steady_clock::time_point deadline) {
    if (!mutex_.is_mine() && !mutex_.try_lock_before(deadline)) return false;
    ++depth_;
    return true;
  }
  struct operation : mutex::operation {
    recursive_mutex& outer;
    explicit operation(recursive_mutex& of) : mutex::operation{of.mutex_}, outer(of) {}
    bool try_now() { return at.is_mine() || at.try_lock(); }
    bool result(bool in_time) {
      if (in_time) ++outer.depth_;
      return in_time;
    }
  };

  mutex mutex_;
  std::size_t depth_ = 0;  // guarded by mutex_
};

}  // namespace weft
