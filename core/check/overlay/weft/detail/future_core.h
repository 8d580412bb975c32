// What futures of all types have in common, in checked programs: an event, and calls to make when it is set.
#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <utility>

#include "weft/event.h"

namespace weft::runtime {

class FutureCore {
 public:
  struct Callback {
    virtual ~Callback() = default;
    virtual void run() = 0;
    std::unique_ptr<Callback> next;
  };

  FutureCore() = default;
  FutureCore(const FutureCore&) = delete;
  FutureCore& operator=(const FutureCore&) = delete;

  bool ready() const { return ready_.is_set(); }
  bool wait(std::chrono::steady_clock::time_point until) {
    if (until != std::chrono::steady_clock::time_point::max()) return ready_.wait_until(until);
    ready_.wait();
    return true;
  }
  auto async_wait() { return ready_.async_wait(); }
  void when_ready(std::unique_ptr<Callback> callback) {
    {
      const std::lock_guard lock(mutex_);
      if (!made_ready_) {
        callback->next = std::move(callbacks_);
        callbacks_ = std::move(callback);
        return;
      }
    }
    callback->run();
  }

  // Relaxed: only one may come first.
  void claim() {
    if (claimed_.exchange(true, std::memory_order_relaxed))
      throw std::future_error(std::future_errc::promise_already_satisfied);
  }
  void make_ready() {
    std::unique_ptr<Callback> callbacks;
    {
      const std::lock_guard lock(mutex_);
      made_ready_ = true;
      callbacks = std::move(callbacks_);
      ready_.set();
    }
    std::unique_ptr<Callback> oldest_first;
    while (callbacks != nullptr) {
      std::unique_ptr<Callback> next = std::move(callbacks->next);
      callbacks->next = std::move(oldest_first);
      oldest_first = std::exchange(callbacks, std::move(next));
    }
    for (Callback* each = oldest_first.get(); each != nullptr; each = each->next.get()) each->run();
  }

  std::exception_ptr error;

 private:
  std::atomic<bool> claimed_{false};
  event ready_;
  std::mutex mutex_;
  bool made_ready_ = false;              // guarded by mutex_
  std::unique_ptr<Callback> callbacks_;  // newest first; guarded by mutex_
};

}  // namespace weft::runtime
