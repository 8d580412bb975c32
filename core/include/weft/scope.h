// Structured concurrency: fibers that end before the block they were started in does.
//
//   weft::scope children;
//   for (int i = 0; i < 10; ++i) children.spawn([i] { work(i); });
//   children.join();
//
// Threads:    spawn() and cancel() from any agent while the scope lives; join() and the destructor by the
// agent that made it. Blocking:   join() and the destructor wait for all children. Errors:     the first
// exception that leaves a child cancels the scope and is rethrown by join(); the destructor, reached
//             without join(), cancels, waits and drops it.
// Complexity: spawn as weft::spawn; a child's end costs one atomic operation for many children in a row.
#pragma once

#include <memory>
#include <stop_token>
#include <utility>

#include "weft/fiber.h"

namespace weft {

namespace runtime {
class Scope;
}

namespace detail {
void start_child(fiber_block* fiber, runtime::Scope& scope);
runtime::Scheduler& scheduler_of(runtime::Scope& scope);
}  // namespace detail

class scope {
 public:
  scope();
  explicit scope(scheduler& on);
  ~scope();
  scope(const scope&) = delete;
  scope& operator=(const scope&) = delete;

  template <class F>
  void spawn(F&& function) {
    detail::start_child(detail::new_fiber_for(detail::scheduler_of(*core_), std::forward<F>(function)),
                        *core_);
  }

  // Waits for all children; then others may be spawned and joined again.
  void join();

  // Asks the children to stop: they look at stop_token().
  void cancel();
  std::stop_token stop_token() const;

 private:
  std::unique_ptr<runtime::Scope> core_;
};

}  // namespace weft
