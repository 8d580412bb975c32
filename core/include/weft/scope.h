// Structured concurrency: fibers and tasks that end before the block they were started in does.
//
//   weft::scope children;
//   for (int i = 0; i < 10; ++i) children.spawn([i] { work(i); });
//   children.join();
//
// Threads:    spawn() and cancel() from any agent while the scope lives; join() and the
//             destructor by the agent that made it.
// Blocking:   join() and the destructor wait for all children.
// Errors:     the first exception that leaves a child cancels the scope and is rethrown by join(); the
//             destructor, reached without join(), cancels, waits and drops it.
// Complexity: spawn as weft::spawn; a child's end costs one atomic operation for many children in a row.
// Source:     Smith, "Notes on Structured Concurrency", 2018.
#pragma once

#include <memory>
#include <stop_token>
#include <utility>

#include "weft/detail/awaitable.h"
#include "weft/fiber.h"

namespace weft {

namespace runtime {
class Scope;
}

namespace detail {
bool start_child(fiber_block* fiber, runtime::Scope& scope);  // as start_fiber()
runtime::Scheduler& scheduler_of(runtime::Scope& scope);

// Waiting for all children; their error is the result. Cannot be given up.
struct scope_operation {
  using waiter = runtime::Waiter;
  runtime::Scope& of;
  bool try_now() { return false; }
  bool enlist(runtime::Waiter& owner);
  bool withdraw(runtime::Waiter&) { return false; }
  void accept(runtime::Waiter&);
  void result(bool);
  runtime::Wait what() const { return {runtime::WaitReason::scope, &of}; }
};

// A child that is a coroutine (weft/task.h).
bool start_child(task<void> child, runtime::Scope& scope);

}  // namespace detail

class scope {
 public:
  scope();
  explicit scope(scheduler& on);
  ~scope();
  scope(const scope&) = delete;
  scope& operator=(const scope&) = delete;

  // A fiber; or a task, if the function returns one (#include <weft/task.h>).
  template <class F>
  void spawn(F&& function) {
    detail::let_spawned_run(detail::start_child(child_for(std::forward<F>(function)), *core_));
  }
  void spawn(task<void> child);

  // Waits for all children; then others may be spawned and joined again.
  void join();
  // For tasks: co_await children.async_join().
  auto async_join() { return detail::awaitable(detail::scope_operation{*core_}); }

  // Asks the children to stop: they look at stop_token().
  void cancel();
  std::stop_token stop_token() const;

 private:
  template <class F>
  auto child_for(F&& function) {
    if constexpr (detail::returns_task<F>)
      return detail::call_as_task(std::forward<F>(function));
    else
      return detail::new_fiber_for(detail::scheduler_of(*core_), std::forward<F>(function));
  }

  std::unique_ptr<runtime::Scope> core_;
};

}  // namespace weft
