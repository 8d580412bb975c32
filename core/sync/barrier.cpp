#include "weft/barrier.h"

#include <mutex>

#include "contract/check.h"
#include "sync/waiting.h"

namespace weft::detail {

barrier_core::~barrier_core() {
  const std::lock_guard lock(lock_);
  WEFT_CHECK(waiters_.empty());  // a barrier is destroyed while somebody waits at it
}

barrier_core::Arrival barrier_core::arrive(std::ptrdiff_t count) {
  const std::lock_guard lock(lock_);
  WEFT_CHECK(count > 0 && count <= pending_);  // more agents arrive at a barrier than it expects
  pending_ -= count;
  return {phase_, pending_ == 0};
}

barrier_core::Arrival barrier_core::arrive_and_drop() {
  {
    const std::lock_guard lock(lock_);
    --expected_;
  }
  return arrive(1);
}

// By the last to arrive. The barrier is not touched once the lock is given back: who waited may destroy it.
void barrier_core::finish_phase() {
  lock_.lock();
  ++phase_;
  pending_ = expected_;
  const runtime::WokenWaiters woken = waiters_.take();
  lock_.unlock();
  runtime::wake_all(woken);
}

bool barrier_core::wait(std::uint64_t phase, std::chrono::steady_clock::time_point deadline) const {
  return runtime::perform(operation(*this, phase), deadline);
}

}  // namespace weft::detail
