// weft/scope.h of checked programs: the children are threads.
#pragma once

#include <exception>
#include <list>
#include <mutex>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>

#include "weft/detail/awaitable.h"
#include "weft/fiber.h"

namespace weft {

class scope {
 public:
  scope() = default;
  explicit scope(scheduler&) {}
  ~scope() {
    cancel();
    join_all();
  }
  scope(const scope&) = delete;
  scope& operator=(const scope&) = delete;

  template <class F>
  void spawn(F&& function) {
    const std::lock_guard lock(mutex_);
    children_.emplace_back(
        [this, function = std::decay_t<F>(std::forward<F>(function))]() mutable { run(function); });
  }

  void join() {
    join_all();
    if (const std::exception_ptr error = std::exchange(error_, nullptr)) std::rethrow_exception(error);
  }
  auto async_join() {
    return detail::waiting_call([this](std::chrono::steady_clock::time_point) { join(); });
  }

  void cancel() { stop_.request_stop(); }
  std::stop_token stop_token() const { return stop_.get_token(); }

 private:
  template <class F>
  void run(F& function) {
    try {
      function();
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (error_ == nullptr) error_ = std::current_exception();
      cancel();
    }
  }
  // Children may spawn others meanwhile.
  void join_all() {
    for (std::unique_lock lock(mutex_); !children_.empty(); lock.lock()) {
      std::thread child = std::move(children_.front());
      children_.pop_front();
      lock.unlock();
      child.join();
    }
  }

  std::mutex mutex_;
  std::list<std::thread> children_;  // guarded by mutex_
  std::exception_ptr error_;         // guarded by mutex_ until all have ended
  std::stop_source stop_;
};

}  // namespace weft
