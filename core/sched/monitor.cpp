#include "sched/monitor.h"

#include <algorithm>

#include "agent/kernel_thread.h"
#include "agent/parking.h"
#include "sched/deadlock.h"
#include "sched/handover.h"
#include "sched/observation.h"
#include "sched/scheduler.h"
#include "sched/thread_state.h"
#include "weft/spinlock.h"

namespace weft::runtime {
namespace {

// How often it looks at the workers, and how long one may stay with one agent before it is looked at closely.
// More often for a while after it has found one that blocks: such programs do it again, and lose what it
// takes to find out.
constexpr Monitor::Watch kCalm{std::chrono::microseconds(500), std::chrono::microseconds(300)};
constexpr Monitor::Watch kAlert{std::chrono::microseconds(100), std::chrono::microseconds(50)};
constexpr std::chrono::milliseconds kAlertLasts{50};

constexpr std::chrono::milliseconds kFirstPatience{10}, kLastPatience{1000};

const ControlBlock kNobody;

}  // namespace

Monitor::Monitor(Scheduler& scheduler) : scheduler_(scheduler), thread_([this] { main(); }) {
  ready_.wait(false);
}

Monitor::~Monitor() {
  stopping_.store(true);
  unpark(*agent_);
  thread_.join();
}

// Sequentially consistent, as in rest(): whoever changes something and then looks here, or the monitor that
// says that it rests and then looks at the processors, sees the other.
void Monitor::wake() {
  if (resting_.load() && resting_.exchange(false)) unpark(*agent_);
}

// Rests while no worker has a processor: whoever starts one calls wake().
void Monitor::main() {
  agent_ = &this_kernel_thread();
  exempt_kernel_thread();
  ready_.store(true);
  ready_.notify_all();
  while (!stopping_.load()) {
    if (scheduler_.seems_at_rest())
      rest();
    else
      park({}, Clock::now() + watch(Clock::now()).period);
    look(Clock::now());
  }
}

const Monitor::Watch& Monitor::watch(Deadline now) const { return now < alert_until_ ? kAlert : kCalm; }

void Monitor::rest() {
  const Deadline again = look_for_deadlock();
  resting_.store(true);
  if (scheduler_.seems_at_rest() && !stopping_.load()) park({}, again);
  resting_.store(false);
}

void Monitor::suspect_deadlock() {
  suspects_deadlock_.store(true);
  unpark(*agent_);
}

// When to look again without being asked: kernel threads of which the runtime knows nothing may end unseen.
Deadline Monitor::look_for_deadlock() {
  if (!suspects_deadlock_.exchange(false)) return kNever;
  const Standstill found = find_standstill();
  if (found != Standstill::unless_outsiders_help) {
    patience_ = {};
    if (found == Standstill::for_ever) report_deadlock();
    return kNever;
  }
  patience_ = std::clamp(2 * patience_, kFirstPatience, kLastPatience);
  suspects_deadlock_.store(true);
  return Clock::now() + patience_;
}

void Monitor::look(Deadline now) {
  if (scheduler_.earliest_timer() <= now - kCalm.period) scheduler_.run_timers();
  scheduler_.look_at_poller();
  std::vector<Worker*> workers;
  {
    const std::lock_guard lock(scheduler_.idle_mutex_);
    for (const auto& worker : scheduler_.workers_) workers.push_back(worker.get());
  }
  for (Worker* worker : workers) look_at(*worker, now);
}

// While others are idle. A pair of agents that wait for each other goes on to the next within less.
// Relaxed: a guess.
bool Monitor::leaves_next_waiting(const Processor& processor) const {
  if (!processor.has_next() || scheduler_.idle_count_.load(std::memory_order_relaxed) == 0) return false;
  const std::uint32_t turns = processor.turns.load(std::memory_order_relaxed);
  for (const Deadline until = Clock::now() + Scheduler::kNextIsLeft; Clock::now() < until;) spin_pause();
  return processor.has_next() && processor.turns.load(std::memory_order_relaxed) == turns;
}

void Monitor::look_at(Worker& worker, Deadline now) {
  Processor* processor = nullptr;
  {
    const std::lock_guard lock(worker.handover_mutex);
    if (worker.in_runtime.load(std::memory_order_acquire)) return;  // acquire: as in take_processor_away()
    processor = worker.processor;
  }
  if (processor == nullptr) return;
  if (leaves_next_waiting(*processor)) scheduler_.wake_for_next();
  const auto [at, first_time] = seen_.try_emplace(&worker);
  Seen& seen = at->second;
  if (first_time) seen.oldest_due = now + scheduler_.limits_.time_slice;
  if (seen.oldest_due <= now) {
    seen.oldest_due = now + scheduler_.limits_.time_slice;
    processor->oldest_is_due.store(true, std::memory_order_relaxed);
  }
  const std::uint32_t turns = processor->turns.load(std::memory_order_relaxed);
  if (turns != seen.turns) {
    seen.turns = turns;
    seen.since = now;
    return;
  }
  if (now - seen.since >= scheduler_.limits_.time_slice)
    processor->slice_is_over.store(true, std::memory_order_relaxed);
  if (!scheduler_.limits_.monitor || scheduler_.limits_.model == threading_model::many_to_one) return;
  // Here or with another processor, which need not come to it soon.
  const bool others_wait = processor->has_next() || processor->has_inbox() || scheduler_.anything_to_do();
  if (!others_wait || now - seen.since < watch(now).patience) return;
  if (!sleeps_in_system(worker.system_id.load(std::memory_order_relaxed))) return;
  if (Processor* const taken = take_processor_away(worker)) {
    alert_until_ = now + kAlertLasts;
    note_hand_off(kNobody, *taken);
    scheduler_.start_worker(*taken, Begins::running);
  }
}

}  // namespace weft::runtime
