// Tasks: C++20 coroutines as agents. They wait without keeping a stack: some
// 150 bytes each, a million at once.
//
//   weft::task<int> fib(int n) {
//     if (n < 2) co_return n;
//     weft::running_task<int> left = weft::start(fib(n - 1));   // beside this one
//     const int right = co_await fib(n - 2);                    // as a call
//     co_return co_await left + right;
//   }
//   int main() { return weft::run(fib(10)); }
//
// Threads:    a task object belongs to one agent at a time; the coroutine runs on any
//             worker, and may move over each co_await.
// Blocking:   co_await never blocks a kernel thread. What blocks an agent (mutex::lock(), channel::receive(),
//             ...) can be called too: the task then keeps a stack while it waits, as a fiber does. What
//             begins with `async_` waits without one.
// Errors:     an exception that leaves the coroutine is rethrown by whoever awaits or joins it; a child's
//             goes to its scope; of a detached task it ends the program. Cancelling: by std::stop_token,
//             given as an argument: co_await x.async_wait().or_stop(token); scopes have one.
// Lifetime:   arguments live in the coroutine's frame; what they refer to must live as long. A lambda that is
//             a coroutine may be passed to spawn() with its captures: they are kept.
// Complexity: starting one some 40 ns, one allocation from a pool for frames of up
//             to 960 bytes; awaiting a call 5 ns.
// Source:     symmetric transfer: Lewis Baker, "C++ Coroutines: Understanding Symmetric Transfer", 2020;
//             continuation and result in the frame: ISO/IEC 14882:2020, 9.5.4.
#pragma once

#include <coroutine>
#include <exception>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

#include "weft/detail/awaitable.h"
#include "weft/detail/completion.h"
#include "weft/scheduler.h"
#include "weft/scope.h"

namespace weft {

template <class T = void>
class task;
template <class T = void>
class running_task;

namespace runtime {

// Memory of a coroutine's frame, with room for a control block before it.
void* allocate_frame(std::size_t bytes);
void release_frame(void* frame, std::size_t bytes) noexcept;

}  // namespace runtime

namespace detail {

// What a task does when it has ended.
enum class task_role : std::uint8_t { called, joinable, child, detached };

class task_promise_base {
 public:
  static void* operator new(std::size_t bytes) { return runtime::allocate_frame(bytes); }
  static void operator delete(void* frame, std::size_t bytes) noexcept {
    runtime::release_frame(frame, bytes);
  }

  std::suspend_always initial_suspend() const noexcept { return {}; }
  auto final_suspend() const noexcept { return at_end(); }

  // Before the task starts: one of these.
  void will_be_called_by(std::coroutine_handle<> caller) { caller_ = caller.address(); }
  void will_be_joined() {
    new (&end_) completion();
    role_ = task_role::joinable;
  }
  void will_be_child_of(runtime::Scope& scope) {
    scope_ = &scope;
    role_ = task_role::child;
  }
  void will_be_detached() { role_ = task_role::detached; }

  task_role role() const { return role_; }
  completion& end() { return end_; }
  runtime::Scope& scope() { return *scope_; }

 protected:
  task_promise_base() {}

 private:
  struct at_end {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) const noexcept;
    void await_resume() const noexcept {}
  };

  union {
    void* caller_ = nullptr;  // frame of the coroutine that goes on
    completion end_;
    runtime::Scope* scope_;
  };
  task_role role_ = task_role::called;
};

// The running agent, a task, has ended. end_joinable() tells its joiner, or frees the frame if there will be
// none; end_unjoined() frees the frame and tells the task's scope, if it has one. `error`: null: none.
void end_joinable(std::coroutine_handle<> frame, completion& end) noexcept;
void end_unjoined(std::coroutine_handle<> frame, runtime::Scope* scope,
                  const std::exception_ptr* error) noexcept;

template <class Promise>
std::coroutine_handle<> task_promise_base::at_end::await_suspend(
    std::coroutine_handle<Promise> ended) const noexcept {
  task_promise_base& promise = ended.promise();
  if (promise.role_ == task_role::called) return std::coroutine_handle<>::from_address(promise.caller_);
  if (promise.role_ == task_role::joinable)
    end_joinable(ended, promise.end_);
  else
    end_unjoined(ended, promise.role_ == task_role::child ? promise.scope_ : nullptr,
                 ended.promise().error());
  return std::noop_coroutine();
}

// Apart, so that who takes a result has little code.
[[noreturn, gnu::noinline]] inline void rethrow(std::exception_ptr& error) {
  std::rethrow_exception(std::exchange(error, nullptr));
}

template <class T>
class task_promise final : public task_promise_base {
 public:
  task_promise() {}
  ~task_promise() {
    if (holds_ == Holds::value) std::destroy_at(&value_);
    if (holds_ == Holds::error) std::destroy_at(&error_);
  }
  task<T> get_return_object() noexcept;
  template <class V>
  requires std::is_convertible_v<V&&, T>
  void return_value(V&& value) {
    new (&value_) T(std::forward<V>(value));
    holds_ = Holds::value;
  }
  void unhandled_exception() noexcept {
    new (&error_) std::exception_ptr(std::current_exception());
    holds_ = Holds::error;
  }
  const std::exception_ptr* error() const { return holds_ == Holds::error ? &error_ : nullptr; }
  T take() {
    if (holds_ == Holds::error) [[unlikely]]
      rethrow(error_);
    return std::move(value_);
  }

 private:
  enum class Holds : std::uint8_t { nothing, value, error };
  Holds holds_ = Holds::nothing;
  union {
    T value_;
    std::exception_ptr error_;
  };
};

template <>
class task_promise<void> final : public task_promise_base {
 public:
  task<void> get_return_object() noexcept;
  void return_void() const noexcept {}
  void unhandled_exception() noexcept { error_ = std::current_exception(); }
  const std::exception_ptr* error() const { return error_ != nullptr ? &error_ : nullptr; }
  void take() {
    if (error_ != nullptr) [[unlikely]]
      rethrow(error_);
  }

 private:
  std::exception_ptr error_;
};

// The frame, freed with this.
template <class T>
class frame_owner {
 public:
  using Handle = std::coroutine_handle<task_promise<T>>;
  frame_owner() = default;
  explicit frame_owner(Handle handle) : handle_(handle) {}
  frame_owner(frame_owner&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  frame_owner& operator=(frame_owner&& other) noexcept {
    frame_owner(std::move(*this));
    handle_ = std::exchange(other.handle_, nullptr);
    return *this;
  }
  ~frame_owner() {
    if (handle_) handle_.destroy();
  }
  Handle get() const { return handle_; }
  Handle release() { return std::exchange(handle_, nullptr); }

 private:
  Handle handle_;
};

}  // namespace detail

// A coroutine that has not started yet. co_await calls it; start(), spawn() and scope::spawn() set it going
// beside the caller. One that is dropped never runs.
template <class T>
class [[nodiscard]] task {
  static_assert(!std::is_reference_v<T>, "a task gives a value or nothing: return a pointer");

 public:
  using promise_type = detail::task_promise<T>;
  task() = default;

  bool valid() const { return frame_.get() != nullptr; }

  // As a call: the caller goes on when it has ended, with its result or its exception.
  auto operator co_await() && {
    struct call {
      std::coroutine_handle<promise_type> callee;
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) const noexcept {
        callee.promise().will_be_called_by(caller);
        return callee;
      }
      T await_resume() const { return callee.promise().take(); }
    };
    return call{frame_.get()};
  }

  std::coroutine_handle<promise_type> release() && { return frame_.release(); }

 private:
  friend promise_type;
  explicit task(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
  detail::frame_owner<T> frame_;
};

namespace detail {

template <class T>
task<T> task_promise<T>::get_return_object() noexcept {
  return task<T>(std::coroutine_handle<task_promise>::from_promise(*this));
}
inline task<void> task_promise<void>::get_return_object() noexcept {
  return task<void>(std::coroutine_handle<task_promise>::from_promise(*this));
}

// Makes the coroutine an agent of the scheduler. True: as start_fiber() (weft/fiber.h).
bool start_task(std::coroutine_handle<> frame, runtime::Scheduler& on) noexcept;

// Blocks the caller until the task has ended.
void join_task(completion& end, const void* agent);
void name_task(std::coroutine_handle<> frame, std::string_view name);

}  // namespace detail

// A task that was started, to be joined: by co_await, which gives its result, or by join().
template <class T>
class [[nodiscard]] running_task {
 public:
  running_task() = default;
  running_task(task<T>&& what, runtime::Scheduler& on) : frame_(std::move(what).release()) {
    frame_.get().promise().will_be_joined();
    detail::let_spawned_run(detail::start_task(frame_.get(), on));
  }
  running_task(running_task&&) noexcept = default;
  running_task& operator=(running_task&& other) noexcept {
    const running_task before = std::move(*this);  // joined and freed
    frame_ = std::move(other.frame_);
    return *this;
  }
  // Joins, as std::jthread does; an exception is dropped.
  ~running_task() {
    if (joinable()) detail::join_task(end(), frame_.get().address());
  }

  bool joinable() const { return frame_.get() != nullptr; }
  bool has_ended() const { return end().is_complete(); }

  auto operator co_await() { return detail::awaitable(result_operation(*this)); }
  // For tasks: whether it has ended, with .within(10ms) or .or_stop(token); it stays joinable.
  auto async_wait() { return detail::awaitable(joining()); }

  // Blocks the caller. joinable() must hold, and does not afterwards.
  T join() {
    detail::join_task(end(), frame_.get().address());
    const detail::frame_owner<T> ended = std::move(frame_);
    return ended.get().promise().take();
  }
  // Nobody will ask for its result; an exception is dropped.
  void detach() {
    const auto frame = frame_.release();
    if (!frame.promise().end().abandon()) frame.destroy();
  }

  // Shown in weft::agents(), traces and reports.
  void set_name(std::string_view name) { detail::name_task(frame_.get(), name); }

 private:
  struct result_operation : detail::join_operation {
    explicit result_operation(running_task& of) : join_operation(of.joining()), of(of) {}
    T result(bool) {
      const detail::frame_owner<T> ended = std::move(of.frame_);
      return ended.get().promise().take();
    }
    running_task& of;
  };
  detail::completion& end() const { return frame_.get().promise().end(); }
  detail::join_operation joining() const { return {end(), frame_.get().address()}; }

  detail::frame_owner<T> frame_;
};

// Sets the task going beside the caller.
template <class T>
running_task<T> start(task<T> what) {
  return {std::move(what), scheduler::current()};
}
template <class T>
running_task<T> start(scheduler& on, task<T> what) {
  return {std::move(what), on.core()};
}

// Sets it going, and blocks the caller until it has ended: from main() to tasks.
template <class T>
T run(task<T> what) {
  return start(std::move(what)).join();
}
template <class T>
T run(scheduler& on, task<T> what) {
  return start(on, std::move(what)).join();
}

// On its own, joined by nobody.
inline void spawn(task<void> what) { detail::let_spawned_run(detail::start_detached(std::move(what))); }

inline void scope::spawn(task<void> child) {
  detail::let_spawned_run(detail::start_child(std::move(child), *core_));
}

namespace detail {

// Keeps the function, which may be a lambda with captures, for as long as its coroutine runs.
template <class F>
task<void> call_as_task(F function) {
  co_await function();
}

// Waits for nobody, only for its time: co_await gives false when a stop was requested.
struct sleep_operation {
  using waiter = runtime::Waiter;
  std::chrono::steady_clock::time_point until;
  bool try_now() { return std::chrono::steady_clock::now() >= until; }
  bool enlist(runtime::Waiter&) { return false; }
  bool withdraw(runtime::Waiter&) { return true; }
  void accept(runtime::Waiter&) {}
  bool result(bool) { return std::chrono::steady_clock::now() >= until; }
  runtime::Wait what() const { return {runtime::WaitReason::sleep, nullptr}; }
};

struct turn {
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> coroutine) const {
    static_assert(std::is_base_of_v<task_promise_base, Promise>, "async_yield() is for tasks");
    give_up_turn(coroutine.address());
  }
  void await_resume() const noexcept {}
  static void give_up_turn(void* frame);
};

}  // namespace detail

// For tasks: others run; goes on when it is its turn again.
[[nodiscard]] inline auto async_yield() { return detail::turn(); }

// For tasks: co_await weft::async_sleep_for(10ms), or with .or_stop(token), which
// says whether it slept to the end.
inline auto async_sleep_until(std::chrono::steady_clock::time_point time) {
  return detail::limited_awaitable(detail::sleep_operation{time}, time, {});
}
template <class Rep, class Period>
auto async_sleep_for(const std::chrono::duration<Rep, Period>& length) {
  return async_sleep_until(detail::deadline_after(length));
}

}  // namespace weft
