// weft/fiber.h of checked programs: a fiber is a thread.
#pragma once

#include <exception>
#include <memory>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>

#include "weft/detail/awaitable.h"
#include "weft/scheduler.h"

namespace weft {

class fiber {
 public:
  fiber() = default;

  template <class F>
  requires std::is_invocable_v<std::decay_t<F>>
  explicit fiber(F&& function) : error_(std::make_shared<std::exception_ptr>()) {
    thread_ = std::thread([function = std::decay_t<F>(std::forward<F>(function)), error = error_]() mutable {
      run(function, *error);
    });
  }
  template <class F>
  fiber(scheduler& on, F&& function)
      : fiber([&running = started(on), function = std::decay_t<F>(std::forward<F>(function))]() mutable {
          const ended_at_last at_last{running};
          function();
        }) {}

  fiber(fiber&& other) noexcept = default;
  fiber& operator=(fiber&& other) noexcept {
    if (joinable()) join();
    thread_ = std::move(other.thread_);
    error_ = std::move(other.error_);
    return *this;
  }
  ~fiber() {
    if (joinable()) join();
  }

  bool joinable() const { return thread_.joinable(); }
  void join() {
    thread_.join();
    const auto error = std::move(error_);
    if (*error != nullptr) std::rethrow_exception(*error);
  }
  auto async_join() {
    return detail::waiting_call([this](std::chrono::steady_clock::time_point) { return (join(), true); });
  }
  // What it throws from now on is kept for nobody.
  void detach() {
    thread_.detach();
    error_.reset();
  }

  void set_name(std::string_view) {}
  unsigned long long id() const { return std::hash<std::thread::id>()(thread_.get_id()); }

 private:
  struct ended_at_last {
    detail::running_agents& running;
    ~ended_at_last() { running.end_one(); }
  };
  static detail::running_agents& started(scheduler& on) {
    on.running().begin_one();
    return on.running();
  }
  template <class F>
  static void run(F& function, std::exception_ptr& error) {
    try {
      function();
    } catch (...) {
      error = std::current_exception();
    }
  }

  std::thread thread_;
  std::shared_ptr<std::exception_ptr> error_;
};

template <class F>
void spawn(F&& function) {
  std::thread(std::forward<F>(function)).detach();
}

}  // namespace weft
