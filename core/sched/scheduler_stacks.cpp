// Scheduler: how a worker gets from one agent to the next. See worker.h for the stacks.
#include "agent/current_agent.h"
#include "agent/stack_overflow.h"
#include "agent/system_thread.h"
#include "contract/check.h"
#include "sched/handover.h"
#include "sched/observation.h"
#include "sched/scheduler.h"

#include <utility>

WEFT_DEFINE_THREAD_VARIABLE(weft_current_worker, weft::runtime::Worker)

namespace weft::runtime {

void Scheduler::worker_main(Worker& worker) {
  const SignalStack signals;
  write_weft_current_worker(&worker);
  if constexpr (!kStacksAreThreads) worker.exceptions = &exception_state_of_thread();
  worker.stack = &worker.base;
  for (;;) {
    wait_for_processor(worker);
    if (ControlBlock* const guest = std::exchange(worker.guest, nullptr))
      resume(worker, *guest, Leaving::nothing);
    else if (worker.processor != nullptr)
      switch_stack(worker, fresh_stack(worker), Leaving::nothing);
    else
      return;
  }
}

void Scheduler::stack_main(void* context) {
  auto& stack = *static_cast<StackContext*>(context);
  if constexpr (kStacksAreThreads) stack.stack = system_stack();
  Scheduler& self = stack.worker->scheduler;
  self.arrive(*stack.worker);
  self.loop(stack);
}

void Scheduler::resume(Worker& worker, ControlBlock& agent, Leaving leaving) {
  worker.agent = &agent;
  agent.state.store(AgentState::running, std::memory_order_relaxed);
  agent.switches.store(agent.switches.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  switch_stack(worker, *std::exchange(agent.suspended, {}).stack(), leaving);
}

void Scheduler::switch_stack(Worker& worker, StackContext& to, Leaving leaving) {
  StackContext& from = *worker.stack;
  worker.left = &from;
  worker.leaving = leaving;
  worker.stack = &to;
  to.worker = &worker;
  if constexpr (!kStacksAreThreads) from.exceptions = std::exchange(*worker.exceptions, to.exceptions);
  Fiber::switch_to(from.fiber, to.fiber);
  arrive(*from.worker);
}

// Does what could not be done on the stack that was left, and lets the agent of this one go on. Release:
// who unparks the agent sees all of its suspended stack.
void Scheduler::arrive(Worker& worker) {
  if constexpr (kStacksAreThreads) write_weft_current_worker(&worker);
  StackContext& left = *worker.left;
  switch (std::exchange(worker.leaving, Leaving::nothing)) {
    case Leaving::nothing:
      break;
    case Leaving::parks: {
      std::uint8_t permit = ControlBlock::kNoPermit;
      ControlBlock& agent = *left.agent.load(std::memory_order_relaxed);
      if (!agent.permit.compare_exchange_strong(permit, ControlBlock::kParked, std::memory_order_acq_rel)) {
        note_unparked_at_once(agent);
        make_runnable(agent);
      }
      break;
    }
    case Leaving::yields:
      enqueue_last(worker, *left.agent.load(std::memory_order_relaxed));
      break;
    case Leaving::blocks:
      start_blocking(*left.agent.load(std::memory_order_relaxed));
      break;
    case Leaving::retires:
      give_back(worker, left);
      break;
  }
  if (worker.agent == nullptr) return;
  set_current_agent(worker.agent);
  note_start(worker);
  leave_runtime(worker);
}

// Called by the agent itself, inside the runtime; returns when it goes on, outside.
void Scheduler::leave_agent(Worker& worker, ControlBlock& self, Leaving leaving) {
  leave_agent_for(worker, self, next_agent(worker), leaving);
}

// `next`: null: nobody at hand.
void Scheduler::leave_agent_for(Worker& worker, ControlBlock& self, ControlBlock* next, Leaving leaving) {
  self.suspended = Continuation::on(*worker.stack);
  worker.agent = nullptr;
  set_current_agent(nullptr);
  if (worker.processor == nullptr) return switch_stack(worker, worker.base, leaving);
  if (next != nullptr && next->suspended.has_stack()) return resume(worker, *next, leaving);
  worker.first = next;
  switch_stack(worker, fresh_stack(worker), leaving);
}

StackContext& Scheduler::fresh_stack(Worker& worker) {
  StackContext& stack = worker.spares.acquire(stacks_);
  stack.exceptions = {};
  stack.fiber.start(stack.stack, stack_main, &stack);
  return stack;
}

void Scheduler::give_back(Worker& worker, StackContext& stack) {
  stack.fiber.abandon();
  worker.spares.release(stacks_, stack);
}

}  // namespace weft::runtime
