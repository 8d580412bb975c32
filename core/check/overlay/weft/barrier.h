// weft/barrier.h of checked programs. The number: phase, who is expected, who is missing.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "weft/detail/awaitable.h"
#include "weft/detail/deadline.h"
#include "weft/detail/gate.h"

namespace weft {

namespace detail {

struct no_completion {
  void operator()() noexcept {}
};

// Phase above bit 32, expected above bit 16, missing below.
namespace barrier_rules {

constexpr std::uint64_t kPhase = std::uint64_t{1} << 32, kExpected = 1 << 16, kMost = kExpected - 1;

WEFT_GATE_RULE inline std::uint64_t arrive(std::uint64_t count, std::uint64_t seen, weft_gate_effect*) {
  return seen - count;
}
WEFT_GATE_RULE inline std::uint64_t drop(std::uint64_t, std::uint64_t seen, weft_gate_effect*) {
  return seen - kExpected - 1;
}
WEFT_GATE_RULE inline std::uint64_t begin_next(std::uint64_t, std::uint64_t seen, weft_gate_effect*) {
  const std::uint64_t expected = seen / kExpected & kMost;
  return (seen & ~kMost) + kPhase + expected;
}
WEFT_GATE_RULE inline std::uint64_t pass(std::uint64_t phase, std::uint64_t seen, weft_gate_effect* effect) {
  *effect = seen / kPhase != phase ? weft_gate_only_reads : weft_gate_waits;
  return seen;
}

}  // namespace barrier_rules
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
      : _Gate("barrier", static_cast<std::uint64_t>(expected) * (detail::barrier_rules::kExpected + 1)),
        completion_(std::move(completion)) {}

  [[nodiscard]] arrival_token arrive(std::ptrdiff_t count = 1) {
    const auto number = static_cast<std::uint64_t>(count);
    return after(_Gate.take(weft_gate_arrive, detail::barrier_rules::arrive, number).seen, number);
  }
  void wait(arrival_token&& arrival) const { wait_deadline(arrival.phase_, detail::deadline::max()); }
  void arrive_and_wait() { wait(arrive()); }
  void arrive_and_drop() { after(_Gate.take(weft_gate_arrive, detail::barrier_rules::drop).seen, 1); }
  auto async_wait(arrival_token&& arrival) const {
    return detail::waiting_call(
        [this, phase = arrival.phase_](detail::deadline until) { return wait_deadline(phase, until); });
  }
  auto async_arrive_and_wait() { return async_wait(arrive()); }

  template <class Clock, class Duration>
  bool wait_until(const arrival_token& arrival, const std::chrono::time_point<Clock, Duration>& time) const {
    return wait_deadline(arrival.phase_, detail::deadline_at(time));
  }
  template <class Rep, class Period>
  bool wait_for(const arrival_token& arrival, const std::chrono::duration<Rep, Period>& length) const {
    return wait_deadline(arrival.phase_, detail::deadline_after(length));
  }

 private:
  // Who was the last to be missed completes the phase.
  arrival_token after(std::uint64_t seen, std::uint64_t arrived) noexcept {
    const std::uint64_t missing = seen & detail::barrier_rules::kMost;
    if (missing < arrived)
      weft_expectation_failed("more arrive at a barrier than it expects", __FILE__, __LINE__);
    if (missing == arrived) {
      completion_();
      _Gate.take(weft_gate_set, detail::barrier_rules::begin_next);
    }
    return arrival_token(seen / detail::barrier_rules::kPhase);
  }
  bool wait_deadline(std::uint64_t phase, detail::deadline until) const {
    return _Gate.take(weft_gate_await, detail::barrier_rules::pass, phase, until).in_time();
  }

  detail::gate _Gate;
  [[no_unique_address]] CompletionFunction completion_;
};

}  // namespace weft
