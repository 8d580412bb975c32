// A lock that is waited for by looking again: for a few instructions that never block. TTAS: waiters read
// until the lock looks free, so that its cache line stays with them, and back off exponentially.
//
//   weft::spinlock lock;
//   { std::lock_guard mine(lock); ++counter; }
//
// Threads:    lock() from any agent; a fiber must not wait for anything, nor yield, while it holds one.
// Blocking:   by spinning; after many rounds the kernel thread is given up now and then.
// Errors:     none are found: locking it twice waits for ever.
// Complexity: one atomic operation to lock, none to unlock.
// Source:     Anderson, "The Performance of Spin Lock Alternatives", IEEE TPDS 1990.
// Checked:    tests/verify/programs/spinlock.cpp; tests/litmus/patterns.h, MessagePassing.
#pragma once

#include <atomic>
#include <chrono>
#include <thread>

#include "weft/detail/checked.h"
#include "weft/detail/timed_lock.h"

namespace weft {

// One turn of a waiting loop: tells the processor so.
inline void spin_pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("isb");
#endif
}

// Waits longer each time.
class backoff {
 public:
  void wait() {
    if (turns_ > kMostTurns) return std::this_thread::yield();
    for (int i = 0; i < turns_; ++i) spin_pause();
    turns_ *= 2;
  }

 private:
  static constexpr int kMostTurns = detail::is_checked ? 0 : 64;
  int turns_ = 1;
};

class spinlock : public detail::timed_lock<spinlock> {
 public:
  void lock() {
    if (try_lock()) return;
    for (backoff waiting;; waiting.wait())
      if (!locked_.load(std::memory_order_relaxed) && try_lock()) return;
  }
  // Acquire and release: the sections follow one another.
  bool try_lock() { return !locked_.exchange(true, std::memory_order_acquire); }
  // Release: see try_lock(). lock() looks relaxed first, which takes the cache line from nobody.
  void unlock() { locked_.store(false, std::memory_order_release); }

 private:
  friend timed_lock;
  bool try_lock_before(std::chrono::steady_clock::time_point deadline) {
    for (backoff waiting; !try_lock(); waiting.wait())
      if (std::chrono::steady_clock::now() >= deadline) return false;
    return true;
  }

  std::atomic<bool> locked_{false};
};

}  // namespace weft
