// What is behind weft::event_loop.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "io/reactor.h"
#include "io/timed_jobs.h"
#include "weft/event_loop.h"

namespace weft::runtime {

class EventLoop {
 public:
  using Job = weft::detail::job;

  explicit EventLoop(const event_loop_settings& settings);

  reactor_kind kind() const { return reactor_->kind(); }
  Deadline now() const { return clock_ != nullptr ? clock_->now() : Clock::now(); }

  void post(Job job);
  event_id add_timer(Deadline time, std::chrono::nanoseconds period, Job job);
  io_result<event_id> add_watch(int descriptor, bool writable, Job job);
  bool cancel(event_id what);
  void add_work(int count);

  std::size_t run();
  std::size_t run_round(bool may_wait);
  void stop();

 private:
  // Shared by the descriptor's entry and the call that goes on, which may take it out.
  struct Callback {
    event_id id;
    Job job;
  };
  struct Watch {
    std::shared_ptr<Callback> reading, writing;
    std::shared_ptr<Callback>& on(bool writable) { return writable ? writing : reading; }
    Interest interest() const { return {reading != nullptr, writing != nullptr}; }
  };
  struct WatchPlace {
    int descriptor;
    bool writable;
  };

  bool anything_left() const;
  std::size_t run_posted();
  std::size_t run_timers();
  std::size_t run_descriptors(bool may_wait);
  std::size_t call_watch(int descriptor, bool writable);
  bool anything_posted() const;
  void call_timer(TimedJobs::Due due);
  Deadline next_time() const;
  bool stopped() const { return stop_.load(); }
  bool cancel_watch(event_id what);
  std::error_code watch_again(int descriptor);
  event_id new_id() { return event_id{++last_id_}; }

  const std::unique_ptr<Reactor> reactor_;
  virtual_clock* const clock_;

  mutable std::mutex mutex_;
  std::deque<Job> posted_;  // guarded by mutex_
  std::atomic<int> works_{0};
  std::atomic<bool> stop_{false};

  // The loop's own thread.
  TimedJobs timers_;
  std::unordered_map<event_id, std::chrono::nanoseconds> periods_;  // of those that repeat
  std::unordered_map<int, Watch> watches_;                          // by descriptor
  std::unordered_map<event_id, WatchPlace> watch_places_;
  std::uint64_t last_id_ = 0;
};

}  // namespace weft::runtime
