// weft/virtual_clock.h
#include "weft/virtual_clock.h"

#include <algorithm>
#include <mutex>

#include "io/timed_jobs.h"
#include "sync/waiting.h"
#include "weft/mutex.h"

namespace weft {
namespace runtime {

// Lock order: advancing_ < lock_.
class VirtualClock {
 public:
  Deadline now() const {
    const std::lock_guard lock(lock_);
    return now_;
  }
  Deadline next() const {
    const std::lock_guard lock(lock_);
    return jobs_.earliest();
  }

  event_id add(Deadline time, weft::detail::job job) {
    const std::lock_guard lock(lock_);
    return add_locked(time, std::move(job));
  }

  // none: its time has come.
  event_id add_if_ahead(Deadline time, weft::detail::job job) {
    const std::lock_guard lock(lock_);
    return now_ < time ? add_locked(time, std::move(job)) : event_id::none;
  }

  bool cancel(event_id timer) {
    const std::lock_guard lock(lock_);
    return jobs_.remove(timer);
  }

  // Each callback sees the time for which it was meant.
  std::size_t advance_to(Deadline time) {
    const std::lock_guard advancing(advancing_);
    std::size_t count = 0;
    for (; std::optional<TimedJobs::Due> due = take_due(time); ++count) due->job();
    const std::lock_guard lock(lock_);
    now_ = std::max(now_, time);
    return count;
  }

 private:
  event_id add_locked(Deadline time, weft::detail::job job) {
    const event_id timer{++last_timer_};
    jobs_.add(timer, time, std::move(job));
    return timer;
  }

  std::optional<TimedJobs::Due> take_due(Deadline until) {
    const std::lock_guard lock(lock_);
    std::optional<TimedJobs::Due> due = jobs_.take_due(until);
    if (due) now_ = std::max(now_, due->time);
    return due;
  }

  mutex advancing_;
  mutable mutex lock_;
  // Guarded by lock_.
  TimedJobs jobs_;
  Deadline now_{};
  std::uint64_t last_timer_ = 0;
};

}  // namespace runtime

virtual_clock::virtual_clock() : core_(std::make_unique<runtime::VirtualClock>()) {}
virtual_clock::~virtual_clock() = default;

virtual_clock::time_point virtual_clock::now() const { return core_->now(); }
event_id virtual_clock::add(time_point time, detail::job job) { return core_->add(time, std::move(job)); }
bool virtual_clock::cancel(event_id timer) { return core_->cancel(timer); }
std::size_t virtual_clock::advance_to(time_point time) { return core_->advance_to(time); }

std::optional<virtual_clock::time_point> virtual_clock::next() const {
  const time_point earliest = core_->next();
  return earliest == runtime::kNever ? std::nullopt : std::optional(earliest);
}

bool virtual_clock::advance_to_next() {
  const std::optional<time_point> time = next();
  if (time) advance_to(*time);
  return time.has_value();
}

void virtual_clock::sleep_until(time_point time) {
  runtime::Waiter waiter(runtime::current_agent());
  detail::job wake_up([&waiter] { runtime::wake(waiter); });
  if (core_->add_if_ahead(time, std::move(wake_up)) == event_id::none) return;
  runtime::wait(waiter, {runtime::WaitReason::sleep, this});
}

}  // namespace weft
