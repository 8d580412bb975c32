#include "weft/once.h"

#include "contract/check.h"
#include "sync/waiting.h"

namespace weft {

// Relaxed: under the lock.
bool once_flag::begin() {
  runtime::ControlBlock& self = runtime::current_agent();
  for (;;) {
    lock_.lock();
    WEFT_CHECK(caller_ != &self);  // a call made once calls itself
    const bool done = done_.load(std::memory_order_relaxed);
    if (done || caller_ == nullptr) {
      if (!done) caller_ = &self;
      lock_.unlock();
      return !done;
    }
    runtime::Waiter waiter(self);
    runtime::wait_in(waiters_, lock_, waiter, {runtime::WaitReason::once, this});
  }
}

// Release: who sees it done without the lock sees what was done.
void once_flag::succeeded() {
  lock_.lock();
  caller_ = nullptr;
  done_.store(true, std::memory_order_release);
  const runtime::WokenWaiters woken = waiters_.take();
  lock_.unlock();
  runtime::wake_all(woken);
}

// The next in line tries.
void once_flag::failed() {
  lock_.lock();
  caller_ = nullptr;
  const runtime::WokenWaiters woken = waiters_.take(1);
  lock_.unlock();
  runtime::wake_all(woken);
}

}  // namespace weft
