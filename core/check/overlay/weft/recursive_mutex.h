// weft/recursive_mutex.h of checked programs.
#pragma once

#include <chrono>
#include <cstddef>

#include "weft/detail/timed_lock.h"
#include "weft/mutex.h"

namespace weft {

class recursive_mutex : public detail::timed_lock<recursive_mutex> {
 public:
  explicit constexpr recursive_mutex(lock_order order = lock_order::barging) : _Mutex(order) {}

  void lock() { try_lock_before(detail::deadline::max()); }
  bool try_lock() { return entered(_Mutex.is_mine() || _Mutex.try_lock()); }
  auto async_lock() {
    return detail::waiting_call([this](detail::deadline until) { return try_lock_before(until); });
  }
  void unlock() {
    if (!_Mutex.is_mine() || --_Depth == 0) _Mutex.unlock();
  }

 private:
  friend timed_lock;
  bool try_lock_before(detail::deadline until) {
    return entered(_Mutex.is_mine() || _Mutex.try_lock_before(until));
  }
  bool entered(bool it_is) {
    if (it_is) ++_Depth;
    return it_is;
  }

  mutex _Mutex;
  std::size_t _Depth = 0;  // guarded by _Mutex
};

}  // namespace weft
