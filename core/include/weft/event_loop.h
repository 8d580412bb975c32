// One kernel thread that calls functions when something has happened: posted, timed, or a descriptor that is
// ready. What runs on it needs no locks, and must not wait.
//
//   weft::event_loop loop;
//   loop.on_readable(0, [&] { if (read_line() == "quit") loop.stop(); });
//   loop.run_every(1s, [] { std::puts("tick"); });
//   loop.run();
//
// Order:      rounds. In each: what was posted before it began, first in, first out; the timers that are due,
//             by time and then in the order in which they came; the descriptors that are ready.
// Threads:    post() and stop() from any; everything else where run() runs, or before it does.
// Blocking:   run() waits for something to happen; it blocks its kernel thread, not only the agent.
// Errors:     what a function throws leaves run(), which may be called again; a
//             timer that threw does not repeat.
// Complexity: O(log timers); of a round O(what is ready), with poll and select O(descriptors).
// Source:     Schmidt, "Reactor", Pattern Languages of Program Design, 1995.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <system_error>
#include <utility>

#include "weft/detail/deadline.h"
#include "weft/detail/job.h"
#include "weft/io_result.h"
#include "weft/poller.h"
#include "weft/virtual_clock.h"

namespace weft {

namespace runtime {
class EventLoop;
}

struct event_loop_settings {
  reactor_kind reactor = reactor_kind::best;
  // If given, timers go by it: where nothing else is to be done, the loop advances it instead of waiting.
  virtual_clock* clock = nullptr;
};

class event_loop {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  explicit event_loop(const event_loop_settings& settings = {});
  ~event_loop();  // drops what has not been called
  event_loop(const event_loop&) = delete;
  event_loop& operator=(const event_loop&) = delete;

  reactor_kind reactor() const;
  time_point now() const;

  template <class F>
  void post(F&& function) {
    add_posted(detail::job(std::forward<F>(function)));
  }

  template <class F>
  event_id run_at(time_point time, F&& function) {
    return add_timer(time, {}, detail::job(std::forward<F>(function)));
  }
  template <class Rep, class Period, class F>
  event_id run_after(const std::chrono::duration<Rep, Period>& length, F&& function) {
    return run_at(now() + std::chrono::ceil<std::chrono::nanoseconds>(length), std::forward<F>(function));
  }
  // At `period` from now, and again and again that much after the time it was meant for.
  template <class Rep, class Period, class F>
  event_id run_every(const std::chrono::duration<Rep, Period>& period, F&& function) {
    const auto length = std::chrono::ceil<std::chrono::nanoseconds>(period);
    return add_timer(now() + length, length, detail::job(std::forward<F>(function)));
  }

  // In each round in which the descriptor is ready (also: broken, or at its end). One function
  // for each descriptor and direction.
  // Errors: what the reactor does not take; file_exists.
  template <class F>
  io_result<event_id> on_readable(int descriptor, F&& function) {
    return add_watch(descriptor, false, detail::job(std::forward<F>(function)));
  }
  template <class F>
  io_result<event_id> on_writable(int descriptor, F&& function) {
    return add_watch(descriptor, true, detail::job(std::forward<F>(function)));
  }

  // A timer or a descriptor. Also from the function itself, which is called no more. False: there is none.
  // Before a descriptor is closed, it is cancelled.
  bool cancel(event_id what);

  // Until nothing is left that could happen, or stop(). How many functions it called.
  std::size_t run();
  // One round, without waiting.
  std::size_t run_ready();
  // The run() that goes on ends after the function that it calls, or else the next one at once.
  void stop();

  // As long as one of these lives, run() waits even when nothing is left: somebody is going to post.
  class work {
   public:
    explicit work(event_loop& loop) : loop_(&loop) { loop.add_work(1); }
    work(work&& other) noexcept : loop_(std::exchange(other.loop_, nullptr)) {}
    work& operator=(work&&) = delete;
    ~work() {
      if (loop_ != nullptr) loop_->add_work(-1);
    }

   private:
    event_loop* loop_;
  };

 private:
  void add_posted(detail::job job);
  event_id add_timer(time_point time, std::chrono::nanoseconds period, detail::job job);
  io_result<event_id> add_watch(int descriptor, bool writable, detail::job job);
  void add_work(int count);

  std::unique_ptr<runtime::EventLoop> core_;
};

}  // namespace weft
