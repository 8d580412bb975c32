#include "io/event_loop.h"

#include <algorithm>
#include <cstdint>

namespace weft {
namespace runtime {
namespace {

void* tag_of(int descriptor) { return reinterpret_cast<void*>(static_cast<std::intptr_t>(descriptor)); }
int descriptor_of(const Ready& ready) { return static_cast<int>(reinterpret_cast<std::intptr_t>(ready.tag)); }

}  // namespace

EventLoop::EventLoop(const event_loop_settings& settings)
    : reactor_(make_reactor(settings.reactor, Trigger::level)), clock_(settings.clock) {}

void EventLoop::post(Job job) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = posted_.empty();
    posted_.push_back(std::move(job));
  }
  if (first) reactor_->interrupt();
}

void EventLoop::stop() {
  stop_.store(true);
  reactor_->interrupt();
}

void EventLoop::add_work(int count) {
  if (works_.fetch_add(count) + count == 0) reactor_->interrupt();
}

event_id EventLoop::add_timer(Deadline time, std::chrono::nanoseconds period, Job job) {
  const event_id timer = new_id();
  if (period.count() > 0) periods_.emplace(timer, period);
  timers_.add(timer, time, std::move(job));
  return timer;
}

io_result<event_id> EventLoop::add_watch(int descriptor, bool writable, Job job) {
  std::shared_ptr<Callback>& callback = watches_[descriptor].on(writable);
  if (callback != nullptr) return std::errc::file_exists;
  const event_id id = new_id();
  callback = std::make_shared<Callback>(id, std::move(job));
  watch_places_.emplace(id, WatchPlace{descriptor, writable});
  const std::error_code error = watch_again(descriptor);
  if (!error) return id;
  cancel_watch(id);
  return error;
}

// After its functions have changed.
std::error_code EventLoop::watch_again(int descriptor) {
  const auto watch = watches_.find(descriptor);
  const Interest interest = watch->second.interest();
  if (interest.none()) watches_.erase(watch);
  return reactor_->watch(descriptor, interest, tag_of(descriptor));
}

// One that repeats may be running: then it is in no list, and only forgets its period.
bool EventLoop::cancel(event_id what) {
  const bool repeats = periods_.erase(what) > 0;
  return timers_.remove(what) || repeats || cancel_watch(what);
}

bool EventLoop::cancel_watch(event_id what) {
  const auto place = watch_places_.find(what);
  if (place == watch_places_.end()) return false;
  const auto [descriptor, writable] = place->second;
  watch_places_.erase(place);
  watches_.find(descriptor)->second.on(writable).reset();
  watch_again(descriptor);
  return true;
}

bool EventLoop::anything_posted() const {
  const std::lock_guard lock(mutex_);
  return !posted_.empty();
}

// Of its own timers and of what else the clock is going to do.
Deadline EventLoop::next_time() const {
  const Deadline own = timers_.earliest();
  return clock_ == nullptr ? own : std::min(own, clock_->next().value_or(kNever));
}

bool EventLoop::anything_left() const {
  return works_.load() > 0 || !watches_.empty() || next_time() != kNever || anything_posted();
}

std::size_t EventLoop::run() {
  std::size_t called = 0;
  while (!stopped() && anything_left()) called += run_round(true);
  stop_.store(false);
  return called;
}

std::size_t EventLoop::run_round(bool may_wait) {
  std::size_t called = run_posted();
  if (!stopped()) called += run_timers();
  if (!stopped()) called += run_descriptors(may_wait && called == 0 && anything_left());
  return called;
}

// What is posted meanwhile waits for the next round, so that timers and descriptors come to their turn.
std::size_t EventLoop::run_posted() {
  std::size_t called = 0, there = 0;
  {
    const std::lock_guard lock(mutex_);
    there = posted_.size();
  }
  for (; called < there && !stopped(); ++called) {
    Job job;
    {
      const std::lock_guard lock(mutex_);
      job = std::move(posted_.front());
      posted_.pop_front();
    }
    job();
  }
  return called;
}

// Those due at one moment, which is looked at once: timers that functions add come later.
std::size_t EventLoop::run_timers() {
  if (timers_.empty()) return 0;
  const Deadline now = this->now();
  std::size_t called = 0;
  while (!stopped()) {
    std::optional<TimedJobs::Due> due = timers_.take_due(now);
    if (!due) break;
    call_timer(std::move(*due));
    ++called;
  }
  return called;
}

void EventLoop::call_timer(TimedJobs::Due due) {
  try {
    due.job();
  } catch (...) {
    periods_.erase(due.timer);
    throw;
  }
  const auto period = periods_.find(due.timer);
  if (period != periods_.end()) timers_.add(due.timer, due.time + period->second, std::move(due.job));
}

std::size_t EventLoop::run_descriptors(bool may_wait) {
  const bool waits = may_wait && !anything_posted();
  const Deadline until = !waits || clock_ != nullptr ? Deadline::min() : next_time();
  ReadyArray room;
  std::span<Ready> ready = reactor_->wait(room, until);
  if (ready.empty() && waits && clock_ != nullptr) {
    // Nothing is ready, so the next thing that happens is the clock's, if there is any.
    if (next_time() != kNever)
      clock_->advance_to(next_time());
    else
      ready = reactor_->wait(room, kNever);
  }
  std::size_t called = 0;
  for (const Ready& each : ready) {
    if (each.how.readable && !stopped()) called += call_watch(descriptor_of(each), false);
    if (each.how.writable && !stopped()) called += call_watch(descriptor_of(each), true);
  }
  return called;
}

// Nobody, if a function that was called before has cancelled it.
std::size_t EventLoop::call_watch(int descriptor, bool writable) {
  const auto watch = watches_.find(descriptor);
  if (watch == watches_.end()) return 0;
  const std::shared_ptr<Callback> callback = watch->second.on(writable);
  if (callback == nullptr) return 0;
  callback->job();
  return 1;
}

}  // namespace runtime

event_loop::event_loop(const event_loop_settings& settings)
    : core_(std::make_unique<runtime::EventLoop>(settings)) {}
event_loop::~event_loop() = default;

reactor_kind event_loop::reactor() const { return core_->kind(); }
event_loop::time_point event_loop::now() const { return core_->now(); }
bool event_loop::cancel(event_id what) { return core_->cancel(what); }
std::size_t event_loop::run() { return core_->run(); }
std::size_t event_loop::run_ready() { return core_->run_round(false); }
void event_loop::stop() { core_->stop(); }
void event_loop::add_posted(detail::job job) { core_->post(std::move(job)); }
void event_loop::add_work(int count) { core_->add_work(count); }

event_id event_loop::add_timer(time_point time, std::chrono::nanoseconds period, detail::job job) {
  return core_->add_timer(time, period, std::move(job));
}

io_result<event_id> event_loop::add_watch(int descriptor, bool writable, detail::job job) {
  return core_->add_watch(descriptor, writable, std::move(job));
}

}  // namespace weft
