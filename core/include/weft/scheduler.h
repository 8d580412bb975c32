// Runs many fibers and tasks on few kernel threads.
//
//   weft::scheduler two_workers({.workers = 2});
//   weft::fiber f(two_workers, [] { std::puts("hello"); });
//   f.join();
//
// Threads:  every function may be called from any thread and from fibers and tasks.
// Blocking: the destructor waits until every fiber and task has ended; it must not run on one of them.
// Source:   G, M, P after Vyukov, "Scalable Go Scheduler Design Doc", 2012.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

#include "weft/detail/deadline.h"

namespace weft {

namespace runtime {
class Scheduler;
}

struct scheduler_settings {
  int workers = 0;                      // agents that run at once; 0: one for each hardware thread
  std::size_t stack_bytes = 64 * 1024;  // of each fiber, committed as it is used
  std::chrono::nanoseconds time_slice = std::chrono::milliseconds(10);  // until should_yield() says so
  // Take the processor from agents that block their kernel thread without a mark; in wasm nobody can tell.
  bool monitor = true;
};

class scheduler {
 public:
  explicit scheduler(const scheduler_settings& settings = {});
  ~scheduler();
  scheduler(const scheduler&) = delete;
  scheduler& operator=(const scheduler&) = delete;

  // The one that runs the calling agent; for kernel threads of their own one that is shared by the whole
  // process and made at first use.
  static runtime::Scheduler& current();

  runtime::Scheduler& core() { return *core_; }

 private:
  std::unique_ptr<runtime::Scheduler> core_;
};

// Lets others run; returns when it is the caller's turn again.
void yield();

// Whether the caller has had its turn for a time slice. A loop that computes for long asks now and then, and
// yields.
bool should_yield();

void sleep_until(std::chrono::steady_clock::time_point deadline);
template <class Rep, class Period>
void sleep_for(const std::chrono::duration<Rep, Period>& length) {
  sleep_until(detail::deadline_after(length));
}

namespace detail {
void run_blocking(const std::function<void()>& call);
}

// Runs `call`, which blocks its kernel thread (a system call, foreign code), while other agents use the
// processor.
template <class F>
auto blocking(F&& call) -> std::invoke_result_t<F&> {
  if constexpr (std::is_void_v<std::invoke_result_t<F&>>) {
    detail::run_blocking([&] { call(); });
  } else {
    std::optional<std::invoke_result_t<F&>> result;
    detail::run_blocking([&] { result.emplace(call()); });
    return *std::move(result);
  }
}

}  // namespace weft
