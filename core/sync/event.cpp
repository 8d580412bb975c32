#include "weft/event.h"

#include <mutex>

#include "contract/check.h"
#include "sync/waiting.h"

namespace weft {

event::~event() {
  const std::lock_guard lock(lock_);
  WEFT_CHECK(waiters_.empty());  // an event is destroyed while somebody waits for it
}

void event::set() {
  runtime::WokenWaiters woken;
  lock_.lock();
  if (reset_ == event_reset::manual)
    woken = waiters_.take();
  else
    woken = waiters_.take(1);
  if (reset_ == event_reset::manual || woken.empty()) set_ = true;
  lock_.unlock();
  runtime::wake_all(woken);
}

void event::reset() {
  const std::lock_guard lock(lock_);
  set_ = false;
}

bool event::is_set() const {
  const std::lock_guard lock(lock_);
  return set_;
}

bool event::try_wait() {
  const std::lock_guard lock(lock_);
  return passes();
}

// Under the lock.
bool event::passes(detail::no_key) {
  if (!set_) return false;
  set_ = reset_ == event_reset::manual;
  return true;
}

bool event::wait_deadline(std::chrono::steady_clock::time_point deadline) {
  return runtime::perform(operation(*this), deadline);
}

}  // namespace weft
