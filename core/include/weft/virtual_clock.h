// Time that passes only when somebody says so: for programs that are to do the same at each
// run, and whose tests are not to wait.
//
//   weft::virtual_clock clock;
//   clock.run_after(10ms, [] { std::puts("ten"); });
//   clock.advance(1h);                                  // at once
//
// Threads:    any. Callbacks run on the agent that advances the clock, one after another, and do not advance
//             it themselves; agents that do so at once take turns.
// Order:      by time, and in the order in which they came where that is the same. What a callback adds that
//             is due runs in the same advance().
// Blocking:   sleep_until() and sleep_for() wait, parked, until somebody has advanced the clock that far.
// Errors:     what a callback throws leaves advance(); the others are still there.
// Complexity: O(log n).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "weft/detail/job.h"

namespace weft {

namespace runtime {
class VirtualClock;
}

// What is to happen later, for cancel(). Never used twice by the same clock or loop.
enum class event_id : std::uint64_t { none = 0 };

class virtual_clock {
 public:
  using duration = std::chrono::nanoseconds;
  using time_point = std::chrono::steady_clock::time_point;

  virtual_clock();
  ~virtual_clock();
  virtual_clock(const virtual_clock&) = delete;
  virtual_clock& operator=(const virtual_clock&) = delete;

  time_point now() const;  // begins at the epoch

  // What is due already runs when the clock is advanced next, even if by nothing.
  template <class F>
  event_id run_at(time_point time, F&& function) {
    return add(time, detail::job(std::forward<F>(function)));
  }
  template <class F>
  event_id run_after(duration length, F&& function) {
    return run_at(now() + length, std::forward<F>(function));
  }
  // False: it has run, or is about to.
  bool cancel(event_id what);

  // Runs what is due until then; how many. The clock never goes back.
  std::size_t advance_to(time_point time);
  std::size_t advance(duration length) { return advance_to(now() + length); }
  // To the next time at which something happens; false: nothing ever will.
  bool advance_to_next();
  std::optional<time_point> next() const;

  void sleep_until(time_point time);
  void sleep_for(duration length) { sleep_until(now() + length); }

 private:
  event_id add(time_point time, detail::job job);
  std::unique_ptr<runtime::VirtualClock> core_;
};

}  // namespace weft
