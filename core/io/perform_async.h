// Descriptor::perform() for tasks: the same steps, but the task keeps no stack while it waits.
#pragma once

#include <utility>

#include "io/descriptor.h"
#include "weft/detail/awaitable.h"
#include "weft/stream.h"
#include "weft/task.h"

namespace weft::runtime {

// An Operation (weft/detail/awaitable.h): until it is worth trying again.
struct Readiness {
  using waiter = Waiter;
  Descriptor& descriptor;
  Direction direction;
  std::uint32_t times_told;

  bool try_now() { return false; }
  bool enlist(Waiter& waiter) {
    return descriptor.enlist(direction, waiter, times_told) != Descriptor::Enlisted::waits;
  }
  bool withdraw(Waiter& waiter) { return descriptor.withdraw(direction, waiter); }
  void accept(Waiter&) {}
  bool result(bool in_time) { return in_time; }
  Wait what() const { return {WaitReason::io, &descriptor}; }
};

class InUse {
 public:
  explicit InUse(Descriptor& descriptor) : descriptor_(descriptor.begin_use() ? &descriptor : nullptr) {}
  ~InUse() {
    if (descriptor_ != nullptr) descriptor_->end_use();
  }
  InUse(const InUse&) = delete;
  InUse& operator=(const InUse&) = delete;
  explicit operator bool() const { return descriptor_ != nullptr; }

 private:
  Descriptor* descriptor_;
};

template <class Attempt>
task<io_result<std::size_t>> perform_async(Descriptor& descriptor, Direction direction, Attempt attempt,
                                           io_limits limits) {
  const InUse use(descriptor);
  if (!use) co_return std::errc::operation_canceled;
  for (;;) {
    const std::uint32_t told = descriptor.times_told(direction);
    if (std::optional<io_result<std::size_t>> result = descriptor.try_now(attempt))
      co_return *std::move(result);
    const bool in_time = co_await weft::detail::awaitable(Readiness{descriptor, direction, told})
                             .until(limits.deadline)
                             .or_stop(limits.stop);
    if (!descriptor.is_open() || limits.stop.stop_requested()) co_return std::errc::operation_canceled;
    if (!in_time) co_return std::errc::timed_out;
  }
}

}  // namespace weft::runtime
