// weft/mutex.h of checked programs. The checker tries every order in which waiters may get it, `fifo` or not.
#pragma once

#include <chrono>
#include <cstdint>

#include "weft/detail/awaitable.h"
#include "weft/detail/gate.h"
#include "weft/detail/posix_lock.h"
#include "weft/detail/timed_lock.h"

namespace weft {

enum class lock_order : std::uint8_t { barging, fifo };

class mutex : public detail::timed_lock<mutex> {
 public:
  explicit constexpr mutex(lock_order = lock_order::barging) {}
  ~mutex() { pthread_mutex_destroy(&_Lock); }
  mutex(const mutex&) = delete;
  mutex& operator=(const mutex&) = delete;

  void lock() { try_lock_before(detail::deadline::max()); }
  bool try_lock() { return got(detail::taken(pthread_mutex_trylock(&_Lock))); }
  void unlock() {
    if (is_mine()) set_owner(pthread_t{});
    pthread_mutex_unlock(&_Lock);
  }

  auto async_lock() {
    return detail::waiting_call([this](detail::deadline until) { return try_lock_before(until); });
  }

  bool is_mine() const {
    const detail::aside quiet;
    return pthread_equal(_Owner, pthread_self());
  }

 private:
  friend timed_lock;
  friend class recursive_mutex;
  friend class condition_variable;
  bool try_lock_before(detail::deadline until) {
    return got(detail::lock_before(_Lock, until, pthread_mutex_timedlock, pthread_mutex_lock));
  }
  bool got(bool it) {
    if (it) set_owner(pthread_self());
    return it;
  }
  void set_owner(pthread_t owner) {
    const detail::aside quiet;
    _Owner = owner;
  }

  pthread_mutex_t _Lock = PTHREAD_MUTEX_INITIALIZER;
  pthread_t _Owner{};
};

}  // namespace weft
