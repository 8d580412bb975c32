#include "sched/monitor.h"

#include "agent/kernel_thread.h"
#include "agent/parking.h"
#include "sched/handover.h"
#include "sched/observation.h"
#include "sched/scheduler.h"
#include "sched/thread_state.h"

namespace weft::runtime {
namespace {

constexpr std::chrono::microseconds kPeriod{500};
constexpr std::chrono::microseconds kPatience{
    300};  // a worker that stayed with one agent for less is let alone

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

void Monitor::wake() {
  if (resting_.load(std::memory_order_relaxed) && resting_.exchange(false)) unpark(*agent_);
}

// Rests while no worker has a processor: whoever starts one calls wake().
void Monitor::main() {
  agent_ = &this_kernel_thread();
  exempt_kernel_thread();
  ready_.store(true);
  ready_.notify_all();
  while (!stopping_.load()) {
    if (scheduler_.idle_count_.load() == scheduler_.processor_count()) {
      resting_.store(true);
      if (scheduler_.idle_count_.load() == scheduler_.processor_count()) park({});
      resting_.store(false);
    } else {
      park({}, Clock::now() + kPeriod);
    }
    look(Clock::now());
  }
}

void Monitor::look(Deadline now) {
  if (scheduler_.earliest_timer() <= now - kPeriod) scheduler_.run_timers();
  scheduler_.look_at_poller();
  std::vector<Worker*> workers;
  {
    const std::lock_guard lock(scheduler_.idle_mutex_);
    for (const auto& worker : scheduler_.workers_) workers.push_back(worker.get());
  }
  for (Worker* worker : workers) look_at(*worker, now);
}

void Monitor::look_at(Worker& worker, Deadline now) {
  Processor* processor = nullptr;
  {
    const std::lock_guard lock(worker.handover_mutex);
    if (worker.in_runtime.load(std::memory_order_acquire)) return;
    processor = worker.processor;
  }
  if (processor == nullptr) return;
  Seen& seen = seen_[&worker];
  const std::uint32_t turns = processor->turns.load(std::memory_order_relaxed);
  if (turns != seen.turns) {
    seen = {turns, now};
    return;
  }
  if (now - seen.since >= scheduler_.limits_.time_slice)
    processor->slice_is_over.store(true, std::memory_order_relaxed);
  const bool others_wait =
      processor->can_be_stolen_from() || processor->has_inbox() || !scheduler_.global_.empty();
  if (!others_wait || now - seen.since < kPatience) return;
  if (!sleeps_in_system(worker.system_id.load(std::memory_order_relaxed))) return;
  if (Processor* const taken = take_processor_away(worker)) {
    note_hand_off(kNobody, *taken);
    scheduler_.start_worker(*taken, false);
  }
}

}  // namespace weft::runtime
