// weft/shared_mutex.h of checked programs. The checker tries every order in which waiters may get it.
#pragma once

#include <chrono>
#include <cstdint>

#include "weft/detail/awaitable.h"
#include "weft/detail/posix_lock.h"
#include "weft/detail/timed_lock.h"

namespace weft {

enum class shared_order : std::uint8_t { readers_first, writers_first, fair };

class shared_mutex : public detail::timed_shared_lock<shared_mutex> {
 public:
  explicit shared_mutex(shared_order = shared_order::fair) {}
  ~shared_mutex() { pthread_rwlock_destroy(&_Lock); }
  shared_mutex(const shared_mutex&) = delete;
  shared_mutex& operator=(const shared_mutex&) = delete;

  void lock() { try_lock_before(detail::deadline::max()); }
  bool try_lock() { return detail::taken(pthread_rwlock_trywrlock(&_Lock)); }
  void unlock() { pthread_rwlock_unlock(&_Lock); }

  void lock_shared() { try_lock_shared_before(detail::deadline::max()); }
  bool try_lock_shared() { return detail::taken(pthread_rwlock_tryrdlock(&_Lock)); }
  void unlock_shared() { pthread_rwlock_unlock(&_Lock); }

  auto async_lock() {
    return detail::waiting_call([this](detail::deadline until) { return try_lock_before(until); });
  }
  auto async_lock_shared() {
    return detail::waiting_call([this](detail::deadline until) { return try_lock_shared_before(until); });
  }

 private:
  friend detail::timed_lock<shared_mutex>;
  friend timed_shared_lock;
  bool try_lock_before(detail::deadline until) {
    return detail::lock_before(_Lock, until, pthread_rwlock_timedwrlock, pthread_rwlock_wrlock);
  }
  bool try_lock_shared_before(detail::deadline until) {
    return detail::lock_before(_Lock, until, pthread_rwlock_timedrdlock, pthread_rwlock_rdlock);
  }

  pthread_rwlock_t _Lock = PTHREAD_RWLOCK_INITIALIZER;
};

}  // namespace weft
