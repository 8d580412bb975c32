// A place where a fixed number of agents wait for each other, again and again.
//
//   weft::barrier step(3, [] noexcept { swap_buffers(); });
//   for (...) { work(); step.arrive_and_wait(); }
//
// Threads:    as std::barrier. The completion function runs on the agent that
//             arrives last, before anybody goes on.
// Blocking:   wait() and arrive_and_wait() and their timed variants, parked. A timed
//             wait that gives up has still arrived.
// Errors:     more arrivals than expected are checked and end the program with a message; so does an
//             exception that leaves the completion function.
// Complexity: a short lock; the last one O(waiters).
// Checked:    tests/verify/programs/barrier.cpp.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "weft/detail/deadline.h"
#include "weft/detail/line_operation.h"
#include "weft/detail/wait_list.h"
#include "weft/spinlock.h"

namespace weft {

namespace detail {

class barrier_core {
 public:
  struct Arrival {
    std::uint64_t phase;
    bool last;  // the caller completes the phase
  };

  explicit constexpr barrier_core(std::ptrdiff_t expected) : expected_(expected), pending_(expected) {}
  ~barrier_core();  // nobody waits
  barrier_core(const barrier_core&) = delete;
  barrier_core& operator=(const barrier_core&) = delete;

  Arrival arrive(std::ptrdiff_t count);
  Arrival arrive_and_drop();
  void finish_phase();
  bool wait(std::uint64_t phase, std::chrono::steady_clock::time_point deadline) const;
  auto async_wait(std::uint64_t phase) const { return awaitable(operation(*this, phase)); }

 private:
  using operation = line_operation<const barrier_core, std::uint64_t>;
  friend operation;
  static constexpr runtime::WaitReason kWaitReason = runtime::WaitReason::barrier;

  bool passes(std::uint64_t phase) const { return phase_ != phase; }

  mutable spinlock lock_;
  std::ptrdiff_t expected_;  // guarded by lock_, as all below
  std::ptrdiff_t pending_;   // who has not arrived in this phase
  std::uint64_t phase_ = 0;
  mutable runtime::WaitList waiters_;
};

struct no_completion {
  void operator()() noexcept {}
};

}  // namespace detail

template <class CompletionFunction = detail::no_completion>
class barrier {
 public:
  class arrival_token {
   private:
    friend barrier;
    explicit arrival_token(std::uint64_t phase) : phase_(phase) {}
    std::uint64_t phase_;
  };

  explicit constexpr barrier(std::ptrdiff_t expected, CompletionFunction completion = CompletionFunction())
      : core_(expected), completion_(std::move(completion)) {}

  [[nodiscard]] arrival_token arrive(std::ptrdiff_t count = 1) { return after(core_.arrive(count)); }
  void wait(arrival_token&& arrival) const {
    core_.wait(arrival.phase_, std::chrono::steady_clock::time_point::max());
  }
  void arrive_and_wait() { wait(arrive()); }
  // For tasks: co_await b.async_wait(b.arrive()), or with .within(10ms), which says whether it was in time.
  auto async_wait(arrival_token&& arrival) const { return core_.async_wait(arrival.phase_); }
  auto async_arrive_and_wait() { return async_wait(arrive()); }
  // Arrives, and is expected in no later phase.
  void arrive_and_drop() { after(core_.arrive_and_drop()); }

  // Whether the phase is over.
  template <class Clock, class Duration>
  bool wait_until(const arrival_token& arrival, const std::chrono::time_point<Clock, Duration>& time) const {
    return core_.wait(arrival.phase_, detail::deadline_at(time));
  }
  template <class Rep, class Period>
  bool wait_for(const arrival_token& arrival, const std::chrono::duration<Rep, Period>& length) const {
    return core_.wait(arrival.phase_, detail::deadline_after(length));
  }

 private:
  arrival_token after(detail::barrier_core::Arrival arrival) noexcept {
    if (arrival.last) {
      completion_();
      core_.finish_phase();
    }
    return arrival_token(arrival.phase);
  }

  detail::barrier_core core_;
  [[no_unique_address]] CompletionFunction completion_;
};

}  // namespace weft
