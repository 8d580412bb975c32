// `co_await m.async_lock()` and its like. In a checked program an agent is a thread: it waits itself.
#pragma once

#include <chrono>
#include <coroutine>
#include <utility>

#include "weft/detail/deadline.h"

namespace weft::detail {

// `Call` takes the deadline and gives the result.
template <class Call>
class waiting_call {
 public:
  explicit waiting_call(Call call) : call_(std::move(call)) {}

  template <class Rep, class Period>
  waiting_call within(const std::chrono::duration<Rep, Period>& length) && {
    until_ = deadline_after(length);
    return std::move(*this);
  }
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) const {}
  auto await_resume() { return call_(until_); }

 private:
  Call call_;
  std::chrono::steady_clock::time_point until_ = std::chrono::steady_clock::time_point::max();
};

}  // namespace weft::detail
