#include "weft/condition_variable.h"

#include <mutex>

#include "contract/check.h"
#include "sync/waiting.h"

namespace weft {

condition_variable::~condition_variable() {
  const std::lock_guard lock(lock_);
  WEFT_CHECK(waiters_.empty());  // a condition variable is destroyed while somebody waits for it
}

void condition_variable::notify_one() {
  lock_.lock();
  runtime::Waiter* const first = waiters_.pop_front();
  lock_.unlock();
  if (first != nullptr) runtime::wake(*first);
}

void condition_variable::notify_all() {
  lock_.lock();
  const runtime::WokenWaiters woken = waiters_.take();
  lock_.unlock();
  runtime::wake_all(woken);
}

void condition_variable::enlist(runtime::Waiter& waiter) {
  const std::lock_guard lock(lock_);
  waiters_.push_back(waiter);
}

// False: it was notified, however late it is.
bool condition_variable::withdraw(runtime::Waiter& waiter) {
  const std::lock_guard lock(lock_);
  return waiters_.remove(waiter);
}

bool condition_variable::wait_enlisted(runtime::Waiter& waiter,
                                       std::chrono::steady_clock::time_point deadline) {
  const runtime::Wait what{runtime::WaitReason::condition, this};
  return runtime::wait(waiter, what, deadline) || (!withdraw(waiter) && runtime::wait(waiter, what));
}

}  // namespace weft
