// A value that can be reached only under its lock.
//
//   weft::guarded<std::vector<int>> numbers;
//   numbers.lock()->push_back(1);                              // locked until the end of the statement
//   auto sum = numbers.with([](auto& v) { return v.size(); });  // or of the call
//
// Threads:    any agent. References to the value must not outlive the handle or the call they came from.
// Blocking:   as the lock's lock(); with a shared lock (shared_mutex), read() and
//             with_shared() let readers in together.
// Errors:     the lock's. What a call throws leaves with(), unlocked.
// Complexity: the lock's.
// Source:     Rust's std::sync::Mutex, which owns what it guards.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <utility>

#include "weft/detail/deadline.h"
#include "weft/mutex.h"

namespace weft {

template <class T, class Mutex = mutex>
class guarded {
 public:
  // Access to the value for as long as it lives.
  template <class Value, class Lock>
  class handle {
   public:
    Value& operator*() const { return *value_; }
    Value* operator->() const { return value_; }

   private:
    friend guarded;
    handle(Value& value, Lock lock) : lock_(std::move(lock)), value_(&value) {}
    Lock lock_;
    Value* value_;
  };
  using exclusive_handle = handle<T, std::unique_lock<Mutex>>;
  using shared_handle = handle<const T, std::shared_lock<Mutex>>;

  template <class... Args>
  explicit guarded(Args&&... args) : value_(std::forward<Args>(args)...) {}

  [[nodiscard]] exclusive_handle lock() { return {value_, std::unique_lock(mutex_)}; }
  [[nodiscard]] std::optional<exclusive_handle> try_lock() {
    return if_locked(std::unique_lock(mutex_, std::try_to_lock));
  }
  template <class Rep, class Period>
  [[nodiscard]] std::optional<exclusive_handle> try_lock_for(
      const std::chrono::duration<Rep, Period>& length) {
    return if_locked(std::unique_lock(mutex_, length));
  }
  [[nodiscard]] shared_handle read() const { return {value_, std::shared_lock(mutex_)}; }

  template <class F>
  decltype(auto) with(F&& call) {
    const std::lock_guard lock(mutex_);
    return std::invoke(std::forward<F>(call), value_);
  }
  template <class F>
  decltype(auto) with_shared(F&& call) const {
    const std::shared_lock lock(mutex_);
    return std::invoke(std::forward<F>(call), value_);
  }

 private:
  std::optional<exclusive_handle> if_locked(std::unique_lock<Mutex> lock) {
    if (!lock.owns_lock()) return std::nullopt;
    return exclusive_handle(value_, std::move(lock));
  }

  mutable Mutex mutex_;
  T value_;  // guarded by mutex_
};

}  // namespace weft
