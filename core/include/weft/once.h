// A call that happens once, whoever comes first; the others wait until it is done.
//
//   weft::once_flag opened;
//   weft::call_once(opened, [] { open(); });
//
// Threads:    as std::call_once: any agent, any time.
// Blocking:   callers wait, parked, while the call runs.
// Errors:     an exception that leaves the call goes to its caller, and the next in line tries. A call that
//             calls itself through the same flag is checked and ends the program with a message.
// Complexity: one load once it is done.
// Source:     the first load without a lock: Schmidt and Harrison, "Double-Checked Locking", 1997, with
//             the acquire that it lacked there.
// Checked:    tests/verify/programs/once.cpp; tests/litmus/patterns.h, MessagePassing.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <utility>

#include "weft/detail/wait_list.h"
#include "weft/spinlock.h"

namespace weft {

class once_flag {
 public:
  constexpr once_flag() = default;
  once_flag(const once_flag&) = delete;
  once_flag& operator=(const once_flag&) = delete;

  // Acquire: what the call did is seen.
  bool is_done() const { return done_.load(std::memory_order_acquire); }

 private:
  template <class F, class... Args>
  friend void call_once(once_flag& flag, F&& function, Args&&... args);

  bool begin();  // true: the caller is to make the call, then to tell
  void succeeded();
  void failed();

  std::atomic<bool> done_{false};  // changed under lock_
  spinlock lock_;
  runtime::ControlBlock* caller_ = nullptr;  // guarded by lock_
  runtime::WaitList waiters_;                // guarded by lock_
};

template <class F, class... Args>
void call_once(once_flag& flag, F&& function, Args&&... args) {
  if (flag.is_done() || !flag.begin()) return;
  try {
    std::invoke(std::forward<F>(function), std::forward<Args>(args)...);
  } catch (...) {
    flag.failed();
    throw;
  }
  flag.succeeded();
}

}  // namespace weft
