// The end of an agent, and the one who waits for it.
// Threads:    complete() by the agent; the others by whoever may join it, one at a time.
// Ownership:  whoever owns the memory frees it after is_complete(), or at once if
//             complete() says that nobody will.
// Complexity: one atomic operation each.
// Checked:    tests/verify/programs/completion.cpp.
#pragma once

#include <atomic>
#include <cstdint>

#include "weft/detail/awaitable.h"

namespace weft::detail {

class completion {
 public:
  // Acquire, here and below: what the agent did is seen.
  bool is_complete() const { return word_.load(std::memory_order_acquire) == kComplete; }

  // The agent has ended. False: nobody will join it. Else this may be gone when the call returns.
  // Release: what the agent did is seen by the joiner; acquire: the waiter is.
  bool complete(void (*wake)(runtime::Waiter&)) {
    const std::uintptr_t before = word_.exchange(kComplete, std::memory_order_acq_rel);
    if (before == kAbandoned) return false;
    if (before != kRunning) wake(*reinterpret_cast<runtime::Waiter*>(before));
    return true;
  }

  // Nobody will join it. False: it has ended already.
  bool abandon() { return change(kRunning, kAbandoned); }
  bool is_abandoned() const { return word_.load(std::memory_order_acquire) == kAbandoned; }

  // An Operation.
  bool enlist(runtime::Waiter& waiter) {
    return !change(kRunning, reinterpret_cast<std::uintptr_t>(&waiter));
  }
  bool withdraw(runtime::Waiter& waiter) {
    return change(reinterpret_cast<std::uintptr_t>(&waiter), kRunning);
  }

 private:
  // A waiter's address is none of these.
  static constexpr std::uintptr_t kRunning = 0, kComplete = 1, kAbandoned = 2;
  bool change(std::uintptr_t from, std::uintptr_t to) {
    return word_.compare_exchange_strong(from, to, std::memory_order_acq_rel, std::memory_order_acquire);
  }
  std::atomic<std::uintptr_t> word_{kRunning};
};

// Waiting for it; `what` is shown to people.
struct join_operation {
  using waiter = runtime::Waiter;
  completion& end;
  const void* agent;

  bool try_now() { return end.is_complete(); }
  bool enlist(runtime::Waiter& joiner) { return end.enlist(joiner); }
  bool withdraw(runtime::Waiter& joiner) { return end.withdraw(joiner); }
  void accept(runtime::Waiter&) {}
  bool result(bool in_time) { return in_time; }
  runtime::Wait what() const { return {runtime::WaitReason::join, agent}; }
};

}  // namespace weft::detail
