#include "sched/scheduler.h"

#include <utility>

#include "agent/kernel_thread.h"
#include "agent/parking.h"
#include "contract/check.h"
#include "sched/handover.h"
#include "sched/monitor.h"
#include "sched/observation.h"

namespace weft::runtime {
namespace {

int processors_wanted(int asked) {
  return asked > 0 ? asked : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

// Of this scheduler, or null.
Worker* worker_of(const Scheduler& scheduler) {
  Worker* const worker = this_worker();
  return worker != nullptr && &worker->scheduler == &scheduler ? worker : nullptr;
}

// One more in a counter that only the caller's processor writes.
void count(std::atomic<std::uint64_t>& counter) {
  counter.store(counter.load(std::memory_order_relaxed) + 1, std::memory_order_release);
}

}  // namespace

Scheduler::Scheduler(const SchedulerLimits& limits) : limits_(limits), stacks_(limits.stack_bytes) {
  for (int i = 0; i < processors_wanted(limits.processors); ++i) {
    processors_.push_back(std::make_unique<Processor>(i));
    idle_processors_.push_back(processors_.back().get());
  }
  idle_count_.store(processor_count());
  timekeeper_until_.store(kNever.time_since_epoch().count());
  monitor_ = std::make_unique<Monitor>(*this);
}

Scheduler::~Scheduler() {
  draining_.store(true);
  do {
    wait_until_drained();
    // A few instructions from leaving. Acquire: what they did here is over.
    while (visitors_.load(std::memory_order_acquire) != 0) std::this_thread::yield();
  } while (!all_are_idle());  // a visitor has woken a worker
  stopping_.store(true);
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

void Scheduler::wait_until_drained() {
  std::unique_lock lock(drained_mutex_);
  drained_.wait(lock, [&] { return live() == 0 && all_are_idle(); });
}

void Scheduler::make_runnable(ControlBlock& agent) {
  Worker* const worker = worker_of(*this);
  if (worker == nullptr) return make_runnable_from_outside(agent);
  const InRuntime inside(worker);
  put_in_line(worker, agent);
}

// Once the agent is in line it may run and end before this returns, and the scheduler may be about to end
// with it. Release: the scheduler is not touched afterwards.
void Scheduler::make_runnable_from_outside(ControlBlock& agent) {
  visitors_.fetch_add(1, std::memory_order_relaxed);
  put_in_line(nullptr, agent);
  visitors_.fetch_sub(1, std::memory_order_release);
}

void Scheduler::put_in_line(Worker* worker, ControlBlock& agent) {
  agent.state.store(AgentState::runnable, std::memory_order_relaxed);
  if (!send_where_it_belongs(agent)) enqueue(worker, agent);
  wake();
}

// True: it is not for just any processor's queue, and was sent elsewhere.
bool Scheduler::send_where_it_belongs(ControlBlock& agent) {
  const AgentDetails* const details = agent.details.load(std::memory_order_relaxed);
  if (details != nullptr && details->affinity >= 0) {
    Processor& processor = *processors_[static_cast<std::size_t>(details->affinity) % processors_.size()];
    {
      const std::lock_guard lock(processor.inbox_mutex);
      processor.inbox.push_back(agent);
      processor.inbox_size.store(processor.inbox.size(), std::memory_order_relaxed);
    }
    wake(processor);
    return true;
  }
  if (agent.priority() == Priority::normal) return false;
  global_.push(agent);
  return true;
}

void Scheduler::enqueue(Worker* worker, ControlBlock& agent) {
  if (worker != nullptr && worker->processor != nullptr)
    worker->processor->newest_first.push(&agent);
  else
    global_.push(agent);
}

void Scheduler::enqueue_last(Worker& worker, ControlBlock& agent) {
  agent.state.store(AgentState::runnable, std::memory_order_relaxed);
  if (!send_where_it_belongs(agent) &&
      (worker.processor == nullptr || !worker.processor->in_turn.push_back(agent)))
    global_.push(agent);
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
  Worker* const worker = worker_of(*this);
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
  note_stop(worker, EventKind::yield, *worker.agent);
  leave_agent(worker, *worker.agent, Leaving::yields);
}

bool Scheduler::slice_is_over() const {
  Worker* const worker = worker_of(*this);
  if (worker == nullptr) return false;
  const InRuntime inside(worker);
  return worker->processor == nullptr || worker->processor->slice_is_over.load(std::memory_order_relaxed);
}

void Scheduler::block(const std::function<void()>& call) {
  Worker* const worker = worker_of(*this);
  if (worker == nullptr) return call();
  ControlBlock& self = *worker->agent;
  enter_runtime(*worker);
  note_stop(*worker, EventKind::block, self);
  if (Processor* const processor = std::exchange(worker->processor, nullptr)) {
    note_hand_off(self, *processor);
    start_worker(*processor, false);
  }
  self.state.store(AgentState::blocked, std::memory_order_relaxed);
  leave_runtime(*worker);
  call();
  // Still the same worker: nobody switches a blocked agent's stack.
  enter_runtime(*worker);
  self.state.store(AgentState::running, std::memory_order_relaxed);
  worker->processor = take_idle_processor();
  note_unblock(*worker, self);
  if (worker->processor != nullptr) return leave_runtime(*worker);
  note_stop(*worker, EventKind::yield, self);
  leave_agent(*worker, self, Leaving::yields);
}

void Scheduler::agent_began() { count_agent(&Processor::began, began_outside_); }
void Scheduler::agent_ended() { count_agent(&Processor::ended, ended_outside_); }

void Scheduler::count_agent(std::atomic<std::uint64_t> Processor::*counter,
                            std::atomic<std::uint64_t>& outside) {
  Worker* const worker = worker_of(*this);
  const InRuntime inside(worker);
  if (worker != nullptr && worker->processor != nullptr)
    count(worker->processor->*counter);
  else
    outside.fetch_add(1, std::memory_order_release);
}

// Those that ended are counted first: an agent that ends in between makes the result too large, never too
// small.
std::size_t Scheduler::live() const {
  std::uint64_t ended = ended_outside_.load(std::memory_order_acquire);
  for (const auto& processor : processors_) ended += processor->ended.load(std::memory_order_acquire);
  std::uint64_t began = began_outside_.load(std::memory_order_acquire);
  for (const auto& processor : processors_) began += processor->began.load(std::memory_order_acquire);
  return began - ended;
}

}  // namespace weft::runtime
