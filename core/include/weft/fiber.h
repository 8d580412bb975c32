// Fibers: functions with a stack of their own that wait without blocking a kernel thread. Like
// std::thread, at a hundredth of the price.
//
//   weft::fiber f([] { std::puts("hello"); });
//   f.join();
//
// Threads:    a fiber object belongs to one agent at a time; the function runs on any
//             worker, and may move over each wait.
// Blocking:   join() waits; called on a fiber or task it lets others run meanwhile.
// Errors:     an exception that leaves the function is rethrown by join(); of a detached fiber it
//             ends the program, as of a std::thread. A stack that overflows ends the program with a
//             report (but a frame larger than a page may skip the guard page below the stack, unless
//             compiled with -fstack-clash-protection).
// Complexity: starting: some 50 ns, no stack until the function first waits.
//             Closures of up to 896 bytes need no heap.
// Source:     what runs them: weft/scheduler.h.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

#include "weft/detail/completion.h"
#include "weft/scheduler.h"

namespace weft {

class scope;
template <class T>
class task;

namespace detail {

template <class T>
inline constexpr bool is_task = false;
template <class T>
inline constexpr bool is_task<task<T>> = true;
template <class F>
concept returns_task = is_task<std::invoke_result_t<std::add_lvalue_reference_t<std::decay_t<F>>>>;

// Defined in weft/task.h.
bool start_detached(task<void> child);  // as start_fiber()
template <class F>
task<void> call_as_task(F function);

struct fiber_block;

inline constexpr std::size_t kLargestClosure = 896;

// A fiber that does not run yet; `invoke` calls the closure that is put at closure_of(), and destroys it.
fiber_block* new_fiber(runtime::Scheduler& scheduler, std::size_t closure_bytes, void (*invoke)(void*));
void* closure_of(fiber_block* fiber);
// Makes it runnable. The pointer is good until it is joined or detached.
// True: the caller has started very many in a row (weft/scheduler.h, let_spawned_run()).
bool start_fiber(fiber_block* fiber);
// Nobody will join it.
bool start_detached(fiber_block* fiber);
join_operation joining(fiber_block* fiber);
// After it has ended: frees it, and throws what it threw.
void collect(fiber_block* fiber);
void detach_fiber(fiber_block* fiber);
void name_fiber(fiber_block* fiber, std::string_view name);
unsigned long long id_of(const fiber_block* fiber);

template <class F>
void invoke_closure(void* at) {
  F& closure = *static_cast<F*>(at);
  struct Destroy {
    F& closure;
    ~Destroy() { closure.~F(); }
  } const destroy{closure};
  std::move(closure)();
}

template <class F>
fiber_block* new_fiber_for(runtime::Scheduler& scheduler, F&& function) {
  using Closure = std::decay_t<F>;
  if constexpr (sizeof(Closure) <= kLargestClosure && alignof(Closure) <= alignof(std::max_align_t)) {
    fiber_block* const fiber = new_fiber(scheduler, sizeof(Closure), invoke_closure<Closure>);
    new (closure_of(fiber)) Closure(std::forward<F>(function));
    return fiber;
  } else {
    return new_fiber_for(scheduler,
                         [boxed = std::make_unique<Closure>(std::forward<F>(function))] { (*boxed)(); });
  }
}

}  // namespace detail

class fiber {
 public:
  fiber() = default;

  template <class F>
  requires std::is_invocable_v<std::decay_t<F>>
  explicit fiber(F&& function) : fiber(scheduler::current(), std::forward<F>(function)) {}

  template <class F>
  fiber(scheduler& on, F&& function) : fiber(on.core(), std::forward<F>(function)) {}

  fiber(fiber&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  fiber& operator=(fiber&& other) noexcept;

  // Joins, as std::jthread does.
  ~fiber();

  bool joinable() const { return block_ != nullptr; }
  // Waits until the function has returned; rethrows what it threw. joinable()
  // must hold, and does not afterwards.
  void join();
  // For tasks: co_await f.async_join(), or with .within(10ms), which says whether it has
  // ended; if not, it is joinable still.
  auto async_join() { return detail::awaitable(operation(*this)); }
  void detach();

  // Shown in weft::agents(), traces and reports. joinable() must hold.
  void set_name(std::string_view name) { detail::name_fiber(block_, name); }
  unsigned long long id() const { return detail::id_of(block_); }

 private:
  struct operation : detail::join_operation {
    explicit operation(fiber& of) : join_operation(detail::joining(of.block_)), of(of) {}
    bool result(bool in_time) {
      if (in_time) detail::collect(std::exchange(of.block_, nullptr));
      return in_time;
    }
    fiber& of;
  };

  template <class F>
  fiber(runtime::Scheduler& on, F&& function) : block_(detail::new_fiber_for(on, std::forward<F>(function))) {
    detail::let_spawned_run(detail::start_fiber(block_));
  }

  detail::fiber_block* block_ = nullptr;
};

// Starts `function` on a fiber of its own that nobody joins; as a task, if it
// returns one (#include <weft/task.h>).
template <class F>
void spawn(F&& function) {
  if constexpr (detail::returns_task<F>)
    detail::let_spawned_run(detail::start_detached(detail::call_as_task(std::forward<F>(function))));
  else
    detail::let_spawned_run(
        detail::start_detached(detail::new_fiber_for(scheduler::current(), std::forward<F>(function))));
}

}  // namespace weft
