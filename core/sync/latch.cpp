#include "weft/latch.h"

#include <mutex>

#include "contract/check.h"
#include "sync/waiting.h"

namespace weft {

latch::~latch() {
  const std::lock_guard lock(lock_);
  WEFT_CHECK(waiters_.empty());  // a latch is destroyed while somebody waits for it
}

// Release: what was done before is seen by whoever sees the zero.
void latch::count_down(std::ptrdiff_t count) {
  std::ptrdiff_t before = count_.load(std::memory_order_relaxed);
  for (;;) {
    WEFT_CHECK(count >= 0 && count <= before);  // a latch is counted below zero
    if (count == before) {
      lock_.lock();
      // Acquire: who opens it passes on what the others did before.
      if (count_.compare_exchange_strong(before, 0, std::memory_order_acq_rel, std::memory_order_relaxed))
        return open();
      lock_.unlock();
    } else if (count_.compare_exchange_weak(before, before - count, std::memory_order_release,
                                            std::memory_order_relaxed)) {
      return;
    }
  }
}

// Called with the lock, which it gives back. After that the latch is not touched: who waited may destroy it.
void latch::open() {
  const runtime::WokenWaiters woken = waiters_.take();
  lock_.unlock();
  runtime::wake_all(woken);
}

// Relaxed, here and in passes(): it reaches zero under the lock only, which orders what was done before.
bool latch::try_wait() const {
  const std::lock_guard lock(lock_);
  return count_.load(std::memory_order_relaxed) == 0;
}

bool latch::wait_deadline(std::chrono::steady_clock::time_point deadline) const {
  return runtime::perform(operation(*this), deadline);
}

}  // namespace weft
