// weft/scheduler.h of checked programs: every fiber is a thread, and the checker is the scheduler. It tries
// all orders, so that a scheduler's number of workers, its time slice and its model make no difference.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <type_traits>

#include "weft/detail/deadline.h"
#include "weft/detail/gate.h"

namespace weft {

class poller;

enum class threading_model : std::uint8_t { many_to_many, many_to_one, one_to_one };

struct scheduler_settings {
  int workers = 0;
  std::size_t stack_bytes = 64 * 1024;
  std::chrono::nanoseconds time_slice = std::chrono::milliseconds(10);
  weft::poller* poller = nullptr;
  bool monitor = true;
  threading_model model = threading_model::many_to_many;
};

namespace detail {

// Those who have not ended.
class running_agents {
 public:
  void begin_one() { _Gate.take(weft_gate_release, change, 1); }
  void end_one() { _Gate.take(weft_gate_arrive, change, ~std::uint64_t{0}); }
  void wait_for_all() const { _Gate.take(weft_gate_await, none_left); }

 private:
  WEFT_GATE_RULE static std::uint64_t change(std::uint64_t by, std::uint64_t running, weft_gate_effect*) {
    return running + by;
  }
  WEFT_GATE_RULE static std::uint64_t none_left(std::uint64_t, std::uint64_t running,
                                                weft_gate_effect* effect) {
    *effect = running == 0 ? weft_gate_only_reads : weft_gate_waits;
    return running;
  }
  gate _Gate{"end of the fibers of", 0};
};

}  // namespace detail

class scheduler {
 public:
  explicit scheduler(const scheduler_settings& = {}) {}
  ~scheduler() { running_.wait_for_all(); }
  scheduler(const scheduler&) = delete;
  scheduler& operator=(const scheduler&) = delete;

  detail::running_agents& running() { return running_; }

 private:
  detail::running_agents running_;
};

inline void yield() { std::this_thread::yield(); }
inline bool should_yield() { return false; }
inline void sleep_until(std::chrono::steady_clock::time_point until) { std::this_thread::sleep_until(until); }
template <class Rep, class Period>
void sleep_for(const std::chrono::duration<Rep, Period>& length) {
  std::this_thread::sleep_for(length);
}

template <class F>
auto blocking(F&& call) -> std::invoke_result_t<F&> {
  return call();
}

}  // namespace weft
