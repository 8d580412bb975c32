// weft/detail/future_core.h
#include "sync/waiting.h"
#include "weft/detail/future_core.h"

#include <utility>

namespace weft::runtime {
namespace {

// In the order in which they were added. One by one, so that a long chain is not taken down recursively.
void run_all(std::unique_ptr<FutureCore::Callback> newest) {
  std::unique_ptr<FutureCore::Callback> oldest;
  while (newest != nullptr) {
    std::unique_ptr<FutureCore::Callback> older = std::move(newest->next);
    newest->next = std::move(oldest);
    oldest = std::exchange(newest, std::move(older));
  }
  while (oldest != nullptr) {
    oldest->run();
    oldest = std::move(oldest->next);
  }
}

}  // namespace

FutureCore::~FutureCore() = default;

// Relaxed: the result is published by make_ready().
void FutureCore::claim() {
  if (claimed_.exchange(true, std::memory_order_relaxed))
    throw std::future_error(std::future_errc::promise_already_satisfied);
}

void FutureCore::make_ready() {
  WokenWaiters woken;
  lock_.lock();
  // Release: the result is seen by who finds it ready without the lock.
  ready_.store(true, std::memory_order_release);
  while (Waiter* const waiter = waiters_.pop_front()) woken.push_back(*waiter);
  std::unique_ptr<Callback> callbacks = std::move(callbacks_);
  lock_.unlock();
  wake_all(woken);
  run_all(std::move(callbacks));
}

bool FutureCore::wait(std::chrono::steady_clock::time_point deadline) {
  if (ready()) return true;
  return perform(operation(*this), deadline);
}

void FutureCore::when_ready(std::unique_ptr<Callback> callback) {
  lock_.lock();
  const bool now = ready();
  if (!now) {
    callback->next = std::move(callbacks_);
    callbacks_ = std::move(callback);
  }
  lock_.unlock();
  if (now) callback->run();
}

}  // namespace weft::runtime
