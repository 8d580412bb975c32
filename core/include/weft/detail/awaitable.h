// What `co_await m.async_lock()` and its like are made of. In a task the coroutine gives its kernel
// thread away while it waits, and keeps no stack; in coroutines of other types, which nobody could
// resume, the agent that runs them waits.
//
//   co_await m.async_lock();
//   if (co_await numbers.async_receive().within(10ms)) ...
//   if (co_await ready.async_wait().or_stop(token)) ...
//
// Threads: it belongs to the agent that awaits it.
// Checked: tests/verify/programs/suspension.cpp.
//
// An Operation has
//   waiter                  a type derived from Waiter, called Waiter below
//   bool try_now()          done at once, without waiting
//   bool enlist(Waiter&)    true: done; false: the waiter stands in line, and may be woken at any moment
//   bool withdraw(Waiter&)  its time is up: true: out of the line; false: somebody is about to wake it
//   void accept(Waiter&)    it was woken
//   Result result(bool)     of the co_await; false: its time was up
//   Wait what() const       for people
#pragma once

#include <algorithm>
#include <chrono>
#include <coroutine>
#include <optional>
#include <stop_token>
#include <type_traits>
#include <utility>

#include "weft/detail/deadline.h"
#include "weft/detail/timer.h"
#include "weft/detail/wait.h"
#include "weft/detail/wait_list.h"

namespace weft {

namespace runtime {

// The coroutine at `frame`, which the waiter's agent runs, stops here until the waiter is woken or expires;
// it may go on elsewhere before this returns. False: it goes on at once, one of the two has happened.
bool suspend(Waiter& waiter, void* frame, Wait what);
// The same for who cannot be suspended: returns when one of the two has happened.
void stay_until_settled(Waiter& waiter, Wait what);
// Its time is up: it goes on, unless somebody has woken it. Any thread.
void expire(Waiter& waiter);
// An expired waiter that somebody is about to wake waits for that.
void await_wakeup(Waiter& waiter, Wait what);

}  // namespace runtime

namespace detail {

class task_promise_base;

template <class Promise>
bool suspend_in(std::coroutine_handle<Promise> coroutine, runtime::Waiter& waiter, runtime::Wait what) {
  if constexpr (std::is_base_of_v<task_promise_base, Promise>) {
    return runtime::suspend(waiter, coroutine.address(), what);
  } else {
    runtime::stay_until_settled(waiter, what);
    return false;
  }
}

template <class Operation>
class limited_awaitable;

template <class Operation>
class [[nodiscard]] awaitable : private Operation::waiter {
 public:
  explicit awaitable(Operation operation) : operation_(std::move(operation)) {}
  awaitable(const awaitable&) = delete;
  awaitable& operator=(const awaitable&) = delete;

  // With a limit the result says whether it happened in time.
  limited_awaitable<Operation> until(std::chrono::steady_clock::time_point deadline) && {
    return limited_awaitable<Operation>(std::move(operation_), deadline, {});
  }
  template <class Rep, class Period>
  limited_awaitable<Operation> within(const std::chrono::duration<Rep, Period>& length) && {
    return std::move(*this).until(deadline_after(length));
  }
  limited_awaitable<Operation> or_stop(std::stop_token stop) && {
    return limited_awaitable<Operation>(std::move(operation_), std::chrono::steady_clock::time_point::max(),
                                        std::move(stop));
  }

  bool await_ready() { return operation_.try_now(); }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> coroutine) {
    this->agent = &runtime::current_agent();
    return !operation_.enlist(*this) && suspend_in(coroutine, *this, operation_.what());
  }
  // Acquire: what the one who woke it did is seen.
  decltype(auto) await_resume() {
    if (this->state.load(std::memory_order_acquire) == runtime::WaiterState::woken) operation_.accept(*this);
    return operation_.result(true);
  }

 private:
  Operation operation_;
};

// Gives up at a deadline or when a stop is requested.
template <class Operation>
class [[nodiscard]] limited_awaitable : private Operation::waiter {
 public:
  limited_awaitable(Operation operation, std::chrono::steady_clock::time_point deadline, std::stop_token stop)
      : operation_(std::move(operation)), stop_(std::move(stop)) {
    timer_.deadline = deadline;
    timer_.waiter = this;
  }
  limited_awaitable(const limited_awaitable&) = delete;
  limited_awaitable& operator=(const limited_awaitable&) = delete;

  limited_awaitable until(std::chrono::steady_clock::time_point deadline) && {
    return limited_awaitable(std::move(operation_), std::min(deadline, timer_.deadline), std::move(stop_));
  }
  template <class Rep, class Period>
  limited_awaitable within(const std::chrono::duration<Rep, Period>& length) && {
    return std::move(*this).until(deadline_after(length));
  }
  limited_awaitable or_stop(std::stop_token stop) && {
    return limited_awaitable(std::move(operation_), timer_.deadline, std::move(stop));
  }

  bool await_ready() { return operation_.try_now(); }
  // Nothing of this is touched once the coroutine is suspended: it may have gone on and ended.
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> coroutine) {
    this->agent = &runtime::current_agent();
    if (operation_.enlist(*this)) return false;
    if (stop_.stop_possible()) on_stop_.emplace(std::move(stop_), Expire{*this});
    if (timer_.deadline != std::chrono::steady_clock::time_point::max()) runtime::start_timer(timer_);
    return suspend_in(coroutine, *this, operation_.what());
  }
  // Acquire, as above.
  decltype(auto) await_resume() {
    on_stop_.reset();
    if (timer_.heap != nullptr) runtime::stop_timer(timer_);
    bool in_time = true;
    if (this->state.load(std::memory_order_acquire) == runtime::WaiterState::expired) {
      in_time = !operation_.withdraw(*this);
      if (in_time) runtime::await_wakeup(*this, operation_.what());
    }
    if (this->state.load(std::memory_order_acquire) == runtime::WaiterState::woken) operation_.accept(*this);
    return operation_.result(in_time);
  }

 private:
  struct Expire {
    runtime::Waiter& waiter;
    void operator()() const { runtime::expire(waiter); }
  };

  Operation operation_;
  runtime::Timer timer_;
  std::stop_token stop_;
  std::optional<std::stop_callback<Expire>> on_stop_;
};

}  // namespace detail

}  // namespace weft
