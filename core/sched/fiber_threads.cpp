#include "sched/fiber_threads.h"

#include "agent/current_agent.h"
#include "agent/kernel_thread.h"
#include "agent/parking.h"
#include "agent/recording.h"

namespace weft::runtime {
namespace {

void run_here(ControlBlock& agent) {
  agent.next = &this_kernel_thread();
  set_current_agent(&agent);
  agent.state.store(AgentState::running, std::memory_order_relaxed);
  if (is_recording_now()) record(EventKind::start, agent);
  agent.behaviour->run(agent);  // the agent may be gone afterwards
  set_current_agent(nullptr);
}

// Until the deadline, or until whoever unparked the fiber has read its block. The thread's own permit does
// not tell, it may have been meant for another. Acquire: the block was read before.
void sleep_until_resumed(ControlBlock& thread, Deadline deadline) {
  while (!kernel_thread_of(thread).fiber_resumed.load(std::memory_order_acquire))
    if (!thread.behaviour->park(thread, deadline)) return;
}

void join_all(std::list<std::thread>& threads) {
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

// As a kernel thread parks (agent/kernel_thread.cpp), and with the same orders: it does not go on, and end,
// on its permit alone.
bool park_on_own_thread(ControlBlock& self, Deadline deadline) {
  ControlBlock& thread = *self.next;
  const bool recorded = is_recording_now();
  if (recorded) record(EventKind::park, self, about_wait(self));
  self.state.store(AgentState::waiting, std::memory_order_relaxed);
  kernel_thread_of(thread).fiber_resumed.store(false, std::memory_order_relaxed);
  std::uint8_t permit = ControlBlock::kNoPermit;
  const bool parked =
      self.permit.compare_exchange_strong(permit, ControlBlock::kParked, std::memory_order_acq_rel);
  if (parked) sleep_until_resumed(thread, deadline);
  const bool unparked =
      self.permit.exchange(ControlBlock::kNoPermit, std::memory_order_acq_rel) == ControlBlock::kPermit;
  if (parked && unparked) sleep_until_resumed(thread, kNever);
  self.state.store(AgentState::running, std::memory_order_relaxed);
  self.switches.store(self.switches.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  if (recorded) record_return(self, parked && unparked);
  return unparked;
}

// Release: the fiber's block has been read, and it may go on, and end.
void resume_on_own_thread(ControlBlock& agent) {
  ControlBlock& thread = *agent.next;
  kernel_thread_of(thread).fiber_resumed.store(true, std::memory_order_release);
  unpark(thread);
}

FiberThreads::~FiberThreads() {
  std::unique_lock lock(mutex_);
  retired_.wait(lock, [&] { return running_.empty(); });
  lock.unlock();
  join_all(ended_);
}

void FiberThreads::start(ControlBlock& agent, void (*ended)(void* argument), void* argument) noexcept {
  Threads to_join;
  {
    const std::lock_guard lock(mutex_);
    to_join.splice(to_join.end(), ended_);
    const auto at = running_.emplace(running_.end());
    *at = std::thread([this, at, &agent, ended, argument] {
      run_here(agent);
      ended(argument);
      retire(at);
    });
  }
  join_all(to_join);
}

// Under the lock to its end: the destructor joins the thread before anything of this goes.
void FiberThreads::retire(Threads::iterator thread) {
  const std::lock_guard lock(mutex_);
  ended_.splice(ended_.end(), running_, thread);
  retired_.notify_all();
}

}  // namespace weft::runtime
