#include "sched/scheduler.h"

#include <utility>

#include "agent/kernel_thread.h"
#include "agent/parking.h"
#include "contract/check.h"
#include "sched/deadlock.h"
#include "sched/handover.h"
#include "sched/monitor.h"
#include "sched/observation.h"

namespace weft::runtime {
namespace {

int processors_wanted(const SchedulerLimits& limits) {
  if (limits.model == threading_model::many_to_one) return 1;
  if (limits.processors > 0) return limits.processors;
  return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

// More than one processor, and a core for each.
bool fits_the_machine(int processors) {
  return processors > 1 && processors <= static_cast<int>(std::thread::hardware_concurrency());
}

}  // namespace

Scheduler::Scheduler(const SchedulerLimits& limits)
    : limits_(limits),
      stacks_(limits.stack_bytes),
      searches_long_(fits_the_machine(processors_wanted(limits))) {
  for (int i = 0; i < processors_wanted(limits); ++i) {
    processors_.push_back(std::make_unique<Processor>(i));
    idle_processors_.push_back(processors_.back().get());
  }
  idle_count_.store(processor_count());
  timekeeper_until_.store(kNever.time_since_epoch().count());
  if (has_thread_for_each_fiber()) threads_ = std::make_unique<FiberThreads>();
  monitor_ = std::make_unique<Monitor>(*this);
  watch_for_deadlock(*this);
}

Scheduler::~Scheduler() {
  drainer_ = &current_agent();
  draining_.store(true);
  do {
    while (live() > 0 || !seems_at_rest()) runtime::park({WaitReason::scheduler, this});
    // A few instructions from leaving. Acquire: what they did here is over.
    while (visitors_.load(std::memory_order_acquire) != 0) std::this_thread::yield();
  } while (!stop_at_rest());
  threads_.reset();
  forget_for_deadlock(*this);
  monitor_.reset();
  std::vector<Worker*> workers;
  {
    const std::lock_guard lock(idle_mutex_);
    for (const auto& worker : workers_) workers.push_back(worker.get());
    for (Worker* worker : workers)
      if (worker->kernel_agent != nullptr) unpark(*worker->kernel_agent);
  }
  for (Worker* worker : workers) worker->thread.join();
}

void Scheduler::add_on_own_thread(ControlBlock& agent) {
  began_outside_.fetch_add(1, std::memory_order_release);
  agent.state.store(AgentState::runnable, std::memory_order_relaxed);
  threads_->start(
      agent, [](void* self) { static_cast<Scheduler*>(self)->tell_if_drained(); }, this);
}

// Relaxed stores of an agent's state, here and below: shown to people, and a guess for spinning mutexes.
// What an agent did is seen by who runs it next by way of the queues.
void Scheduler::make_runnable(ControlBlock& agent) {
  Worker* const worker = own_worker();
  if (worker == nullptr) return make_runnable_from_outside(agent);
  const InRuntime inside(worker);
  agent.state.store(AgentState::runnable, std::memory_order_relaxed);
  if (worker->processor == nullptr || needs_other_line(agent)) return put_elsewhere(agent);
  if (worker->processor->ends_timers) return worker->processor->due.push(&agent);
  put_next(*worker->processor, agent);
}

// The rare halves of add(); each returns `far_ahead`.
bool Scheduler::add_inside(Worker& worker, ControlBlock& agent) {
  enter_runtime(worker);
  if (worker.processor != nullptr)
    return push_and_leave(worker, agent, worker.processor->count_start() >= kFarAhead);
  add_without_processor(agent);
  leave_runtime(worker);
  return false;
}

bool Scheduler::push_and_leave(Worker& worker, ControlBlock& agent, bool far_ahead) {
  worker.processor->newest_first.push(&agent);
  return wake_and_leave(worker, far_ahead);
}

bool Scheduler::wake_and_leave(Worker& worker, bool far_ahead) {
  wake();
  leave_runtime(worker);
  return far_ahead;
}

bool Scheduler::add_without_processor(ControlBlock& agent) {
  began_outside_.fetch_add(1, std::memory_order_release);
  if (own_worker() == nullptr)
    make_runnable_from_outside(agent);
  else
    put_elsewhere(agent);
  return false;
}

// Once the agent is in line it may run and end before this returns, and the scheduler may be about to end
// with it. Release: the scheduler is not touched afterwards.
void Scheduler::make_runnable_from_outside(ControlBlock& agent) {
  visitors_.fetch_add(1, std::memory_order_relaxed);
  agent.state.store(AgentState::runnable, std::memory_order_relaxed);
  put_elsewhere(agent);
  visitors_.fetch_sub(1, std::memory_order_release);
}

// Who was there goes back to the others. As long as nobody is idle, or nobody that was woken for such an
// agent came in time to take it, nobody is told. Relaxed: guesses; the agent runs here at the latest.
void Scheduler::put_next(Processor& processor, ControlBlock& agent) {
  if (ControlBlock* const before = processor.put_next(agent)) {
    processor.newest_first.push(before);
    return wake();
  }
  if (idle_count_.load(std::memory_order_relaxed) == 0) return;
  const std::uint32_t quiet = quiet_wakeups_.load(std::memory_order_relaxed);
  if (quiet > 0 && processor.quiet_wakeups-- > 0) return;
  processor.quiet_wakeups = quiet;
  wake(Begins::awaiting_next);
}

// It is not for just any processor's queue. Relaxed: the caller holds the agent, and with it what hangs off
// it.
bool Scheduler::needs_other_line(const ControlBlock& agent) {
  const AgentDetails* const details = agent.details.load(std::memory_order_relaxed);
  return agent.priority() != Priority::normal || (details != nullptr && details->affinity >= 0);
}

void Scheduler::put_elsewhere(ControlBlock& agent) {
  const AgentDetails* const details = agent.details.load(std::memory_order_relaxed);
  if (details == nullptr || details->affinity < 0) {
    global_.push(agent);
    return wake();
  }
  Processor& processor = *processors_[static_cast<std::size_t>(details->affinity) % processors_.size()];
  {
    const std::lock_guard lock(processor.inbox_mutex);
    processor.inbox.push_back(agent);
    processor.inbox_size.store(processor.inbox.size(), std::memory_order_relaxed);
  }
  wake(processor);
}

void Scheduler::enqueue_last(Worker& worker, ControlBlock& agent) {
  agent.state.store(AgentState::runnable, std::memory_order_relaxed);
  if (worker.processor == nullptr || needs_other_line(agent) || !worker.processor->in_turn.push_back(agent))
    return put_elsewhere(agent);
  wake();
}

bool Scheduler::park(ControlBlock& self, Deadline deadline) {
  Worker& worker = *this_worker();
  WEFT_CHECK(&worker.scheduler == this);
  enter_runtime(worker);
  Timer timer{.deadline = deadline, .agent = &self};
  if (deadline != kNever) start(timer);
  self.state.store(AgentState::waiting, std::memory_order_relaxed);
  note_stop(worker, EventKind::park, self);
  leave_agent(worker, self, Leaving::parks);
  // Acquire: what the one who unparked it did before is seen.
  self.permit.exchange(ControlBlock::kNoPermit, std::memory_order_acquire);
  return timer.heap == nullptr || timer.heap->remove(timer);
}

// In the caller's processor's heap, if it has one.
void Scheduler::start(Timer& timer) {
  Worker* const worker = own_worker();
  const InRuntime inside(worker);
  const Processor* const own = worker != nullptr ? worker->processor : nullptr;
  processors_[own != nullptr ? static_cast<std::size_t>(own->index) : 0]->timers.add(timer);
  note_timer(timer.deadline);
}

void Scheduler::put_last(ControlBlock& agent) {
  Worker& worker = *this_worker();
  const InRuntime inside(&worker);
  enqueue_last(worker, agent);
}

void Scheduler::yield() {
  Worker& worker = *this_worker();
  enter_runtime(worker);
  ControlBlock* const next = next_agent(worker);
  const bool alone = next == nullptr && worker.processor != nullptr;
  if (alone && !needs_other_line(*worker.agent) && !is_recording_now()) return leave_runtime(worker);
  note_stop(worker, EventKind::yield, *worker.agent);
  leave_agent_for(worker, *worker.agent, next, Leaving::yields);
}

bool Scheduler::slice_is_over() const {
  Worker* const worker = own_worker();
  if (worker == nullptr) return false;
  const InRuntime inside(worker);
  return worker->processor == nullptr || worker->processor->slice_is_over.load(std::memory_order_relaxed);
}

// It first goes to a kernel thread that has no processor: see start_blocking().
void Scheduler::block(const std::function<void()>& call) {
  Worker* worker = own_worker();
  if (worker == nullptr) return call();
  ControlBlock& self = *worker->agent;
  enter_runtime(*worker);
  if (worker->processor != nullptr && limits_.model != threading_model::many_to_one) {
    note_stop(*worker, EventKind::yield, self);
    leave_agent(*worker, self, Leaving::blocks);
    worker = this_worker();
    enter_runtime(*worker);
  }
  note_stop(*worker, EventKind::block, self);
  self.state.store(AgentState::blocked, std::memory_order_relaxed);
  leave_runtime(*worker);
  call();
  // Still the same worker: nobody switches a blocked agent's stack.
  enter_runtime(*worker);
  self.state.store(AgentState::running, std::memory_order_relaxed);
  if (worker->processor == nullptr) worker->processor = take_idle_processor();
  note_unblock(*worker, self);
  if (worker->processor != nullptr) return leave_runtime(*worker);
  note_stop(*worker, EventKind::yield, self);
  leave_agent(*worker, self, Leaving::yields);
}

// Those that ended are counted first: an agent that ends in between makes the result too large, never too
// small. Acquire: those that began before them are counted, too.
std::size_t Scheduler::live() const {
  std::uint64_t ended = ended_without_processor_.load(std::memory_order_acquire);
  for (const auto& processor : processors_) ended += processor->ended.load(std::memory_order_acquire);
  std::uint64_t began = began_outside_.load(std::memory_order_acquire);
  for (const auto& processor : processors_) began += processor->began.load(std::memory_order_acquire);
  return began - ended;
}

}  // namespace weft::runtime
