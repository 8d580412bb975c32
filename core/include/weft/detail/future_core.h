// What futures of all types have in common: whether the result is there, and who is to know.
// Threads:   any. A callback runs on the agent that makes the result ready, or
//            at once when it is there already.
// Ownership: shared by a promise and a future (std::shared_ptr).
#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <future>
#include <memory>

#include "weft/detail/line_operation.h"
#include "weft/detail/wait_list.h"
#include "weft/spinlock.h"

namespace weft::runtime {

class FutureCore {
 public:
  struct Callback {
    virtual ~Callback() = default;
    virtual void run() = 0;
    std::unique_ptr<Callback> next;
  };

  FutureCore() = default;
  ~FutureCore();
  FutureCore(const FutureCore&) = delete;
  FutureCore& operator=(const FutureCore&) = delete;

  // Acquire: the result is seen.
  bool ready() const { return ready_.load(std::memory_order_acquire); }
  // False: the deadline has passed.
  bool wait(std::chrono::steady_clock::time_point deadline);
  auto async_wait() { return detail::awaitable(operation(*this)); }
  void when_ready(std::unique_ptr<Callback> callback);

  // One call comes first and may store the result; the others throw promise_already_satisfied.
  void claim();
  void make_ready();

  std::exception_ptr error;  // written between claim() and make_ready()

 private:
  using operation = detail::line_operation<FutureCore>;
  friend operation;
  static constexpr WaitReason kWaitReason = WaitReason::event;
  bool passes(detail::no_key) const { return ready(); }

  std::atomic<bool> claimed_{false};
  std::atomic<bool> ready_{false};
  spinlock lock_;
  WaitList waiters_;                     // guarded by lock_
  std::unique_ptr<Callback> callbacks_;  // newest first; guarded by lock_
};

}  // namespace weft::runtime
