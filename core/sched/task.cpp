#include "weft/task.h"

#include <cstdlib>
#include <utility>

#include "agent/block_pool.h"
#include "contract/check.h"
#include "sched/handover.h"
#include "sched/observation.h"
#include "sched/scheduler.h"
#include "sched/scope.h"
#include "sched/task.h"
#include "sync/waiting.h"

namespace weft {
namespace runtime {
namespace {

// A frame lies behind its control block. The block of a coroutine that is only called stays unused.
ControlBlock& block_before(void* frame) { return *(static_cast<ControlBlock*>(frame) - 1); }

// Larger frames come from the heap. What lies before them is not an agent's block: it leads to one that is,
// as those must be type-stable.
bool is_large(std::size_t frame_bytes) { return sizeof(ControlBlock) + frame_bytes > kLargestBlock; }
constexpr std::uint8_t kLargeNature = 0xf;  // no kind of agent

bool leads_to_agent(const ControlBlock& before) {
  return before.nature.load(std::memory_order_relaxed) == kLargeNature;
}

ControlBlock& agent_of(void* frame) {
  ControlBlock& before = block_before(frame);
  return leads_to_agent(before) ? *before.next : before;
}

// The same, which a large frame gets now.
ControlBlock& new_agent_of(void* frame) {
  ControlBlock& before = block_before(frame);
  return leads_to_agent(before) ? *(before.next = allocate_block(sizeof(ControlBlock))) : before;
}

void stop_agent(ControlBlock& agent) {
  end_locals(agent);
  agent.state.store(AgentState::terminated, std::memory_order_relaxed);
  note_end(agent);
}

Scheduler& scheduler_of(const ControlBlock& agent) {
  return static_cast<const TaskBehaviour*>(agent.behaviour)->scheduler;
}

// With a stack of its own for the moment, as it blocks instead of awaiting.
bool park_task(ControlBlock& self, Deadline deadline) { return scheduler_of(self).park(self, deadline); }
void resume_task(ControlBlock& agent) { scheduler_of(agent).make_runnable(agent); }
void requeue_task(ControlBlock& agent) { scheduler_of(agent).requeue(agent); }

// Relaxed: shown to people. The agent may be gone, or run elsewhere, when the coroutine returns.
void run_task(ControlBlock& agent) {
  void* const frame = std::exchange(agent.suspended, {}).frame();
  agent.waits_on.store(nullptr, std::memory_order_relaxed);
  agent.reason.store(WaitReason::none, std::memory_order_relaxed);
  agent.switches.store(agent.switches.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  std::coroutine_handle<>::from_address(frame).resume();
}

detail::task_promise_base& promise_of(void* frame) {
  return std::coroutine_handle<detail::task_promise_base>::from_address(frame).promise();
}

// Nothing hangs off the block of a coroutine that was only called.
void release_agent(ControlBlock& agent, std::size_t bytes) {
  end_agent(agent);
  release_block(&agent, bytes);
}

}  // namespace

TaskBehaviour::TaskBehaviour(Scheduler& of)
    : AgentBehaviour{park_task, resume_task, run_task, requeue_task}, scheduler(of) {}

Scope* scope_of_new_task(ControlBlock& agent) {
  detail::task_promise_base& promise = promise_of(agent.suspended.frame());
  return promise.role() == detail::task_role::child ? &promise.scope() : nullptr;
}

void* allocate_frame(std::size_t bytes) {
  if (!is_large(bytes)) return allocate_block(sizeof(ControlBlock) + bytes) + 1;
  void* const memory = std::malloc(sizeof(ControlBlock) + bytes);
  if (memory == nullptr) throw std::bad_alloc();
  auto* const before = new (memory) ControlBlock();
  before->nature.store(kLargeNature, std::memory_order_relaxed);
  return before + 1;
}

void release_frame(void* frame, std::size_t bytes) noexcept {
  ControlBlock& before = block_before(frame);
  if (!is_large(bytes)) return release_agent(before, sizeof(ControlBlock) + bytes);
  if (before.next != nullptr) release_agent(*before.next, sizeof(ControlBlock));
  std::free(&before);
}

}  // namespace runtime

namespace detail {

using namespace runtime;

bool start_task(std::coroutine_handle<> frame, Scheduler& on) noexcept {
  ControlBlock& agent = new_agent_of(frame.address());
  begin_agent(agent, AgentKind::task, on.task_behaviour());
  agent.suspended = Continuation::at(frame.address());
  note_spawn(agent);
  return on.add(agent);
}

bool start_detached(task<void> child) {
  const auto frame = std::move(child).release();
  frame.promise().will_be_detached();
  return start_task(frame, scheduler::current());
}

bool start_child(task<void> child, Scope& scope) {
  const auto frame = std::move(child).release();
  frame.promise().will_be_child_of(scope);
  scope.add_child();
  return start_task(frame, scope.scheduler);
}

// Nothing of the task is touched after the step that lets its joiner go on.
void end_joinable(std::coroutine_handle<> frame, completion& end) noexcept {
  stop_agent(agent_of(frame.address()));
  if (!end.complete(wake)) frame.destroy();
  this_worker()->note_end(nullptr);
}

void end_unjoined(std::coroutine_handle<> frame, Scope* scope, const std::exception_ptr* error) noexcept {
  stop_agent(agent_of(frame.address()));
  if (error != nullptr && scope == nullptr) std::terminate();
  if (error != nullptr) scope->child_failed(*error);
  frame.destroy();
  this_worker()->note_end(scope);
}

void join_task(completion& end, const void* frame) {
  perform(join_operation{end, &agent_of(const_cast<void*>(frame))}, kNever);
}

void name_task(std::coroutine_handle<> frame, std::string_view name) {
  const std::lock_guard lock(details_mutex());
  details_of(agent_of(frame.address())).name = name;
}

// The coroutine is suspended already; once its agent is in line, it may go on elsewhere.
void turn::give_up_turn(void* frame) {
  ControlBlock& self = current_agent();
  self.suspended = Continuation::at(frame);
  if (is_recording_now()) [[unlikely]]
    record(EventKind::yield, self);
  runtime::scheduler_of(self).put_last(self);
}

}  // namespace detail
}  // namespace weft
