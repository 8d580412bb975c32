#include "weft/semaphore.h"

#include <algorithm>
#include <mutex>

#include "contract/check.h"
#include "sync/waiting.h"

namespace weft::detail {

semaphore_core::semaphore_core(std::ptrdiff_t permits, std::ptrdiff_t most) : permits_(permits), most_(most) {
  WEFT_CHECK(permits >= 0 && permits <= most);  // a semaphore starts with permits that it cannot hold
}

semaphore_core::~semaphore_core() {
  WEFT_CHECK(permits_.load(std::memory_order_relaxed) >= 0);  // a semaphore is destroyed while somebody waits
}

// Acquire, here and below: what was done before the release() of this permit is seen.
bool semaphore_core::try_acquire() {
  std::ptrdiff_t permits = permits_.load(std::memory_order_relaxed);
  while (permits > 0)
    if (permits_.compare_exchange_weak(permits, permits - 1, std::memory_order_acquire,
                                       std::memory_order_relaxed))
      return true;
  return false;
}

bool semaphore_core::acquire(std::chrono::steady_clock::time_point deadline) {
  return runtime::perform(operation{*this}, deadline);
}

// It counts as waiting already, so that a release() that came in between has granted it a permit.
bool semaphore_core::operation::enlist(runtime::Waiter& waiter) {
  const std::lock_guard lock(at.lock_);
  if (at.granted_ > 0) return --at.granted_, true;
  at.waiters_.push_back(waiter);
  return false;
}

bool semaphore_core::operation::withdraw(runtime::Waiter& waiter) {
  const std::lock_guard lock(at.lock_);
  return waiter.listed && at.withdraw_one() && at.waiters_.remove(waiter);
}

// One waiter less, under the lock. False: all who wait have been granted a permit by a release() that is
// about to tell them.
bool semaphore_core::withdraw_one() {
  std::ptrdiff_t permits = permits_.load(std::memory_order_relaxed);
  while (permits < 0)
    if (permits_.compare_exchange_weak(permits, permits + 1, std::memory_order_relaxed)) return true;
  return false;
}

// Once the permits are there, the semaphore may be destroyed by who takes them. Release: what was done
// before is seen by who takes one.
void semaphore_core::release(std::ptrdiff_t count) {
  const std::ptrdiff_t most = most_;
  const std::ptrdiff_t before = permits_.fetch_add(count, std::memory_order_release);
  if (before < 0) return grant(std::min(count, -before));
  WEFT_CHECK(count >= 0 && count <= most - before);  // a semaphore gets more permits than it can hold
}

void semaphore_core::grant(std::ptrdiff_t count) {
  runtime::WokenWaiters woken;
  lock_.lock();
  for (; count > 0 && !waiters_.empty(); --count) woken.push_back(*waiters_.pop_front());
  granted_ += count;
  lock_.unlock();
  runtime::wake_all(woken);
}

}  // namespace weft::detail
