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
#include "sched/monitor.h"
#include "sched/scheduler.h"

#include <utility>

namespace weft::runtime {

// After work was added. Whoever counts as searching, if only for a moment, has to look again afterwards:
// others have relied on it meanwhile.
void Scheduler::wake() {
  for (;;) {
    light_fence();
    if (idle_count_.load(std::memory_order_relaxed) == 0) return;
    int none = 0;
    if (searching_.load(std::memory_order_relaxed) != 0 || !searching_.compare_exchange_strong(none, 1))
      return;
    if (Processor* const processor = take_idle_processor()) return start_worker(*processor, true);
    searching_.fetch_sub(1);
  }
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
  start_worker(processor, false);
}

// At most half of the running workers search: more would only be in each other's way.
void Scheduler::begin_searching(Worker& worker) {
  if (worker.searching) return;
  const int running = processor_count() - idle_count_.load(std::memory_order_relaxed);
  if (2 * searching_.load(std::memory_order_relaxed) >= running) return;
  searching_.fetch_add(1);
  worker.searching = true;
}

// It found something: there may be more.
void Scheduler::end_searching(Worker& worker) {
  if (!worker.searching) return;
  worker.searching = false;
  if (searching_.fetch_sub(1) == 1) wake();
}

// False: there is work after all, and the worker still has a processor.
bool Scheduler::release_processor(Worker& worker) {
  add_idle_processor(*std::exchange(worker.processor, nullptr));
  if (worker.searching) {
    worker.searching = false;
    searching_.fetch_sub(1);
  }
  heavy_fence();
  if (anything_to_do()) worker.processor = take_idle_processor();
  // Until now it looked at the timers itself, and whoever added one relied on that.
  if (worker.processor == nullptr) note_timer(earliest_timer());
  return worker.processor == nullptr;
}

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
  if (!draining_.load()) return;
  const std::lock_guard lock(drained_mutex_);
  drained_.notify_all();
}

// One that others have left work for, if there is such.
Processor* Scheduler::take_idle_processor() {
  const std::lock_guard lock(idle_mutex_);
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

void Scheduler::start_worker(Processor& processor, bool searching) {
  monitor_->wake();
  const std::lock_guard lock(idle_mutex_);
  Worker& worker = idle_or_new_worker();
  worker.searching = searching;
  worker.processor = &processor;
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

// On the base stack; returns with a processor, or without one when all is over.
void Scheduler::wait_for_processor(Worker& worker) {
  if (worker.kernel_agent == nullptr) {
    worker.kernel_agent = &this_kernel_thread();
    worker.system_id.store(system_thread_id(), std::memory_order_relaxed);
    exempt_kernel_thread();
    return;  // a new worker was started with a processor
  }
  tell_if_drained();
  if (worker.spare != nullptr) stacks_.release(*std::exchange(worker.spare, nullptr));
  bool keeps_time = false;
  {
    const std::lock_guard lock(idle_mutex_);
    keeps_time = timekeeper_ == nullptr;
    if (keeps_time) {
      timekeeper_ = &worker;
    } else {
      worker.next_idle = idle_workers_;
      idle_workers_ = &worker;
    }
  }
  for (;;) {
    {
      const std::lock_guard lock(idle_mutex_);
      if (worker.processor != nullptr || stopping_.load()) return;
      keeps_time = timekeeper_ == &worker;
    }
    if (keeps_time)
      keep_time(worker);
    else
      runtime::park({});
  }
}

// Sleeps until the next deadline, or until somebody adds an earlier one.
void Scheduler::keep_time(Worker& worker) {
  const Deadline until = earliest_timer();
  timekeeper_until_.store(until.time_since_epoch().count(), std::memory_order_relaxed);
  heavy_fence();
  if (earliest_timer() < until) return;
  runtime::park({}, until);
  run_timers();
}

// After a timer was added, or a processor went idle that had some: somebody has to be awake in time. A
// processor that runs agents looks at its timers itself.
void Scheduler::note_timer(Deadline deadline) {
  light_fence();
  if (idle_count_.load(std::memory_order_relaxed) == 0) return;
  if (deadline.time_since_epoch().count() >= timekeeper_until_.load(std::memory_order_relaxed)) return;
  const std::lock_guard lock(idle_mutex_);
  if (timekeeper_ != nullptr) unpark(*timekeeper_->kernel_agent);
}

Deadline Scheduler::earliest_timer() const {
  Deadline earliest = kNever;
  for (const auto& processor : processors_) earliest = std::min(earliest, processor->timers.earliest());
  return earliest;
}

void Scheduler::run_timers() {
  if (earliest_timer() == kNever) return;
  const Deadline now = Clock::now();
  for (const auto& processor : processors_)
    if (processor->timers.earliest() <= now) processor->timers.unpark_due(now);
}

}  // namespace weft::runtime
