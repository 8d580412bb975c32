// A spinning lock that serves in the order of arrival: take a number, wait until it is called.
//
//   weft::ticket_lock lock;
//   { std::lock_guard mine(lock); ++counter; }
//
// Threads:    any agent; not recursive. May be destroyed as soon as nobody holds it.
// Blocking:   by spinning; a fiber that waits for long lets others run. For sections of a few instructions:
//             when the owner is not running, nobody behind it gets on.
// Errors:     none are found: locking it twice waits for ever, and unlocking
//             what another agent holds breaks it.
// Complexity: one atomic operation to lock, none to unlock; all who wait watch one cache line (mcs_lock.h:
//             each its own). The timed variants try out of turn, so they may starve.
// Source:     Mellor-Crummey and Scott, "Algorithms for Scalable Synchronization", TOCS 1991.
// Checked:    tests/verify/programs/ticket_lock.cpp; tests/litmus/patterns.h, MessagePassing.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "weft/detail/patience.h"
#include "weft/detail/timed_lock.h"

namespace weft {

class ticket_lock : public detail::timed_lock<ticket_lock> {
 public:
  constexpr ticket_lock() = default;
  ticket_lock(const ticket_lock&) = delete;
  ticket_lock& operator=(const ticket_lock&) = delete;

  // Relaxed: the number only has to be one's own; the acquire is where it is called.
  void lock() {
    const std::uint32_t mine = next_.fetch_add(1, std::memory_order_relaxed);
    for (detail::patience waiting; called_.load(std::memory_order_acquire) != mine;) waiting.wait();
  }

  // Acquire: what the last owner did is seen.
  bool try_lock() {
    std::uint32_t free = called_.load(std::memory_order_acquire);
    return next_.compare_exchange_strong(free, free + 1, std::memory_order_relaxed);
  }

  // Only the owner writes called_.
  void unlock() { called_.store(called_.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

 private:
  friend timed_lock;
  bool try_lock_before(std::chrono::steady_clock::time_point deadline) {
    return detail::try_until(*this, deadline);
  }

  std::atomic<std::uint32_t> next_{0};
  std::atomic<std::uint32_t> called_{0};
};

}  // namespace weft
