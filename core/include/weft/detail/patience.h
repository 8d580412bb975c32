// Waiting by looking again, for locks that agents of every kind spin on: after some looks others get their
// turn, on this kernel thread too.
#pragma once

#include <chrono>
#include <thread>

#include "weft/detail/checked.h"
#include "weft/spinlock.h"

namespace weft {

void yield();  // weft/scheduler.h

namespace detail {

// Waits longer each time.
class patience {
 public:
  void wait() {
    if (turns_ > kMostTurns) {
      yield();                    // to agents that wait for this kernel thread,
      std::this_thread::yield();  // and to kernel threads that wait for this processor
      return;
    }
    for (int i = 0; i < turns_; ++i) spin_pause();
    turns_ *= 2;
  }

 private:
  static constexpr int kMostTurns = is_checked ? 0 : 64;
  int turns_ = 1;
};

// Tries until the deadline: out of turn, since who stands in line for a spinning lock cannot leave it.
template <class Lock>
bool try_until(Lock& lock, std::chrono::steady_clock::time_point deadline) {
  for (patience waiting; !lock.try_lock(); waiting.wait())
    if (std::chrono::steady_clock::now() >= deadline) return false;
  return true;
}

}  // namespace detail
}  // namespace weft
