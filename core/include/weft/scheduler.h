// Runs many fibers and tasks on few kernel threads.
//
//   weft::scheduler two_workers({.workers = 2});
//   weft::fiber f(two_workers, [] { std::puts("hello"); });
//   f.join();
//
// Threads:    every function may be called from any thread and from fibers and tasks.
// Blocking:   the destructor waits until every fiber and task has ended; it must not run on one of them.
//             sleep_for(), sleep_until() and yield() let others run.
// Errors:     what the function given to blocking() throws leaves it.
// Complexity: yield() and waking somebody O(1), but that an idle worker has to be woken by the system,
//             and that timers cost O(log timers).
// Source:     G, M, P: Vyukov, "Scalable Go Scheduler Design Doc", 2012; taking work from others: Blumofe and
//             Leiserson, "Scheduling Multithreaded Computations by Work Stealing", JACM 1999.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

#include "weft/detail/deadline.h"

namespace weft {

class poller;

namespace runtime {
class Scheduler;
}

// How fibers get to run on kernel threads. The same program runs on all three.
//
//                      many_to_many             many_to_one             one_to_one
//   kernel threads     `workers`, more while    one                     one for each fiber;
//                      some block                                       `workers` for tasks
//   a blocking call    others go on, marked     everybody waits         others go on
//                      with blocking() or not
//   yield()            to the next in line      to the next in line     to the system
//   priority           a hint                   a hint                  kept, not used
//   bind_this_agent()  to one of the workers    all are the same        kept, not used
//   stack_bytes        of each fiber            of each fiber           the system's default instead
//   should_yield()     after a time slice       after a time slice      never
//   CPU time           while somebody records   while somebody records  of its kernel thread, in agents()
//
// A scheduler also has a kernel thread that watches it and runs no fibers.
enum class threading_model : std::uint8_t { many_to_many, many_to_one, one_to_one };

struct scheduler_settings {
  int workers = 0;  // agents that run at once; 0: one for each hardware thread; many_to_one has one
  std::size_t stack_bytes = 64 * 1024;  // of each fiber, committed as it is used
  std::chrono::nanoseconds time_slice = std::chrono::milliseconds(10);  // until should_yield() says so
  poller* poller = nullptr;  // who waits for descriptors; null: poller::shared() (weft/poller.h)
  // Take the processor from agents that block their kernel thread without a mark; in wasm nobody can tell.
  bool monitor = true;
  threading_model model = threading_model::many_to_many;
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

// Whether the caller has had its turn for a time slice. A loop that computes for
// long asks now and then, and yields.
bool should_yield();

void sleep_until(std::chrono::steady_clock::time_point deadline);
template <class Rep, class Period>
void sleep_for(const std::chrono::duration<Rep, Period>& length) {
  sleep_until(detail::deadline_after(length));
}

namespace detail {
// After a spawn, if that says that the caller has started very many agents in a row: they run first. Else
// what they hold would go out of the cache and come back (110 ns against 40 for each of a million tasks).
inline void let_spawned_run(bool far_ahead) {
  if (far_ahead) yield();
}

void run_blocking(const std::function<void()>& call);
}  // namespace detail

// Runs `call`, which blocks its kernel thread (a system call, foreign code),
// while other agents use the processor.
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
