// Scheduler: which kernel threads run, and who wakes whom.
//
// Work is made visible first and looked for last: whoever adds work then looks for idle processors; whoever
// gives up its processor says so and then looks for work once more, behind a heavy fence. One of the two sees
// the other. At most one woken worker searches at a time; when it finds something it wakes the next, so that
// workers start one after another and only while there is work.
// Checked: tests/litmus/patterns.h, StoreBufferingAsymmetric; tests/torture.
#include <algorithm>

#include "agent/asymmetric_fence.h"
#include "agent/kernel_thread.h"
#include "agent/parking.h"
#include "agent/system_thread.h"
#include "contract/check.h"
#include "sched/deadlock.h"
#include "sched/monitor.h"
#include "sched/scheduler.h"

#include <utility>

namespace weft::runtime {
namespace {

constexpr std::uint32_t kLeastQuiet = 16, kMostQuiet = 1 << 14;  // the monitor looks more often

}  // namespace

// After work was added. Whoever adds more while this one is counted as searching relies on it: if it gets no
// processor, it has to look again once it is not counted any more. (Without that, a thread that lost its time
// slice between the two let everybody sleep.) Sequentially consistent: one of the two sees the other.
void Scheduler::wake_somebody(Begins with) {
  while (idle_count_.load() != 0) {
    int none = 0;
    if (searching_.load() != 0 || !searching_.compare_exchange_strong(none, 1)) return;
    if (Processor* const processor = take_idle_processor()) return start_worker(*processor, with);
    searching_.fetch_sub(1);
  }
}

// An agent waits behind another that runs for long: such wakeups may be worth it again.
void Scheduler::wake_for_next() {
  quiet_wakeups_.store(0, std::memory_order_relaxed);
  wake();
}

// After an agent was added that must run there.
void Scheduler::wake(Processor& processor) {
  light_fence();
  if (!processor.idle.load(std::memory_order_relaxed)) return;
  {
    const std::lock_guard lock(idle_mutex_);
    if (std::erase(idle_processors_, &processor) == 0) return;
    count_idle_processors();
    processor.idle.store(false, std::memory_order_relaxed);
  }
  start_worker(processor, Begins::running);
}

// At most half of the running workers search: more would only be in each other's way. Relaxed: a guess.
void Scheduler::begin_searching(Worker& worker) {
  if (worker.searching) return;
  const int running = processor_count() - idle_count_.load(std::memory_order_relaxed);
  if (2 * searching_.load(std::memory_order_relaxed) >= running) return;
  searching_.fetch_add(1);
  worker.searching = true;
}

// It found something: there may be more.
void Scheduler::stop_searching(Worker& worker) {
  worker.searching = false;
  if (searching_.fetch_sub(1) == 1) wake();
}

// Twice as many are put there now before somebody else is woken for one. Relaxed: a guess.
void Scheduler::woken_in_vain() {
  const std::uint32_t quiet = quiet_wakeups_.load(std::memory_order_relaxed);
  quiet_wakeups_.store(std::min(2 * quiet + kLeastQuiet, kMostQuiet), std::memory_order_relaxed);
}

// False: there is work after all, and the worker still has a processor.
bool Scheduler::release_processor(Worker& worker) {
  add_idle_processor(*std::exchange(worker.processor, nullptr));
  if (worker.searching) {
    worker.searching = false;
    if (worker.awaits_next) woken_in_vain();
    searching_.fetch_sub(1);
  }
  heavy_fence();
  if (anything_to_do()) worker.processor = take_idle_processor();
  // Until now it looked at the timers itself, and whoever added one relied on that.
  if (worker.processor == nullptr) note_timer(earliest_timer());
  return worker.processor == nullptr;
}

// Relaxed, here and below: `idle` changes under the lock; who looks without it does so behind a fence.
void Scheduler::add_idle_processor(Processor& processor) {
  {
    const std::lock_guard lock(idle_mutex_);
    idle_processors_.push_back(&processor);
    processor.idle.store(true, std::memory_order_relaxed);
    count_idle_processors();
  }
  tell_if_drained();
}

void Scheduler::tell_if_drained() {
  if (draining_.load()) unpark(*drainer_);
}

Processor* Scheduler::take_idle_processor() {
  const std::lock_guard lock(idle_mutex_);
  return pop_idle_processor();
}

// False: a visitor has woken a worker, or a timer that nobody needs any more the timekeeper.
bool Scheduler::stop_at_rest() {
  const std::lock_guard lock(idle_mutex_);
  if (!seems_at_rest()) return false;
  stopping_.store(true);
  return true;
}

// One that others have left work for, if there is such. Under idle_mutex_.
Processor* Scheduler::pop_idle_processor() {
  if (idle_processors_.empty()) return nullptr;
  const auto wanted = std::find_if(idle_processors_.begin(), idle_processors_.end(),
                                   [](const Processor* p) { return p->has_inbox(); });
  if (wanted != idle_processors_.end()) std::swap(*wanted, idle_processors_.back());
  Processor* const processor = idle_processors_.back();
  idle_processors_.pop_back();
  processor->idle.store(false, std::memory_order_relaxed);
  count_idle_processors();
  return processor;
}

// Under idle_mutex_.
void Scheduler::count_idle_processors() { idle_count_.store(static_cast<int>(idle_processors_.size())); }

void Scheduler::start_worker(Processor& processor, Begins with) {
  monitor_->wake();
  if (limits_.model == threading_model::many_to_one) wait_for_the_only_worker();
  const std::lock_guard lock(idle_mutex_);
  Worker& worker = idle_or_new_worker();
  worker.searching = with != Begins::running;
  worker.awaits_next = with == Begins::awaiting_next;
  worker.processor = &processor;
  start_thread_of(worker);
}

// On a kernel thread of its own, rather than have another one go on with the processor: the system would
// start that one where it found the caller still running, and move it late (0.85 of the work was kept beside
// 8 such agents).
void Scheduler::start_blocking(ControlBlock& agent) {
  const std::lock_guard lock(idle_mutex_);
  Worker& worker = idle_or_new_worker();
  worker.guest = &agent;
  start_thread_of(worker);
}

// Under idle_mutex_.
void Scheduler::start_thread_of(Worker& worker) {
  if (worker.kernel_agent != nullptr)
    unpark(*worker.kernel_agent);
  else
    worker.thread = std::thread([this, &worker] { worker_main(worker); });
}

// Whoever keeps the time comes last: somebody else would have to take over. Under idle_mutex_.
Worker& Scheduler::idle_or_new_worker() {
  if (idle_workers_ != nullptr) return *std::exchange(idle_workers_, idle_workers_->next_idle);
  if (timekeeper_ != nullptr) return *std::exchange(timekeeper_, nullptr);
  workers_.push_back(std::make_unique<Worker>(*this));
  return *workers_.back();
}

// It gave up the processor and has not come to rest yet. Nobody else can wake it meanwhile: the caller has
// the processor.
void Scheduler::wait_for_the_only_worker() {
  for (;; std::this_thread::yield()) {
    const std::lock_guard lock(idle_mutex_);
    if (workers_.empty() || idle_workers_ != nullptr || timekeeper_ != nullptr) return;
  }
}

// On the base stack; returns with a processor, or without one when all is over.
void Scheduler::wait_for_processor(Worker& worker) {
  if (worker.kernel_agent == nullptr) {
    worker.kernel_agent = &this_kernel_thread();
    worker.system_id.store(system_thread_id(), std::memory_order_relaxed);
    exempt_kernel_thread();
    note_worker_of(limits_.poller);
    return;  // a new worker was started with a processor or a guest
  }
  tell_if_drained();
  worker.spares.release_all(stacks_);
  bool keeps_time = false;
  {
    const std::lock_guard lock(idle_mutex_);
    keeps_time = timekeeper_ == nullptr;
    if (keeps_time) {
      timekeeper_ = &worker;
    } else {
      worker.next_idle = idle_workers_;
      idle_workers_ = &worker;
      // The program began to wait for descriptors since the timekeeper went to sleep.
      if (!timekeeper_polls_ && poller() != nullptr) unpark(*timekeeper_->kernel_agent);
    }
  }
  suspect_deadlock();
  for (;;) {
    {
      const std::lock_guard lock(idle_mutex_);
      if (worker.processor != nullptr || worker.guest != nullptr || stopping_.load()) return;
      keeps_time = timekeeper_ == &worker;
      if (keeps_time) timekeeper_polls_ = poller() != nullptr;
    }
    if (keeps_time)
      keep_time(worker);
    else
      runtime::park({});
  }
}

// Sleeps until the next deadline, or until somebody adds an earlier one, and wakes who waits for
// descriptors. Relaxed: the heavy fence pairs with the light one of note_timer(); one of the two sees the
// other.
void Scheduler::keep_time(Worker& worker) {
  const Deadline until = earliest_timer();
  timekeeper_until_.store(until.time_since_epoch().count(), std::memory_order_relaxed);
  heavy_fence();
  if (earliest_timer() < until) return;
  if (Poller* const polled = poller())
    park_in(*polled, until);
  else
    runtime::park({}, until);
  if (earliest_timer() <= Clock::now() && !take_processor_for_timers(worker)) run_timers();
}

// Where a processor is idle, the timekeeper itself goes on with those whose time is up. It is counted as
// searching: when it has found somebody, it wakes another worker, which then keeps the time. False: none is
// idle.
bool Scheduler::take_processor_for_timers(Worker& worker) {
  {
    const std::lock_guard lock(idle_mutex_);
    if (timekeeper_ != &worker || stopping_.load()) return true;  // somebody has just woken it
    worker.processor = pop_idle_processor();
    if (worker.processor == nullptr) return false;
    timekeeper_ = nullptr;
    worker.searching = true;
    worker.awaits_next = false;
    searching_.fetch_add(1);
  }
  monitor_->wake();
  return true;
}

// Now and then while workers run: nobody sleeps in the poller then.
void Scheduler::look_at_poller() {
  if (Poller* const polled = poller()) polled->look();
}

// After a timer was added, or a processor went idle that had some: somebody has to be awake in time. A
// processor that runs agents looks at its timers itself.
void Scheduler::note_timer(Deadline deadline) {
  light_fence();
  if (idle_count_.load(std::memory_order_relaxed) == 0) return;
  if (deadline.time_since_epoch().count() >= timekeeper_until_.load(std::memory_order_relaxed)) return;
  bool nobody_awake = false;
  {
    const std::lock_guard lock(idle_mutex_);
    if (timekeeper_ != nullptr) return unpark(*timekeeper_->kernel_agent);
    nobody_awake = workers_.empty();
  }
  if (nobody_awake) wake();
}

Deadline Scheduler::earliest_timer() const {
  Deadline earliest = kNever;
  for (const auto& processor : processors_) earliest = std::min(earliest, processor->timers.earliest());
  return earliest;
}

void Scheduler::run_timers() {
  if (earliest_timer() == kNever) return;
  const Deadline now = Clock::now();
  Worker* const worker = this_worker();
  Processor* const own = worker != nullptr ? static_cast<Processor*>(worker->processor) : nullptr;
  for (const auto& processor : processors_) end_timers(own, processor->timers, now);
}

// `own`: the processor that the caller has, where who is unparked last goes first; null: none.
void Scheduler::end_timers(Processor* own, TimerHeap& timers, Deadline now) {
  if (own == nullptr) {
    timers.unpark_due(now);
    return;
  }
  own->ends_timers = true;
  const std::size_t ended = timers.unpark_due(now, TimerHeap::Order::earliest_last);
  own->ends_timers = false;
  if (ended > 0) wake();
}

}  // namespace weft::runtime
