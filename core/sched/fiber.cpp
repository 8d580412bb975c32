#include "sched/fiber.h"

#include <utility>

#include "agent/block_pool.h"
#include "agent/current_agent.h"
#include "contract/check.h"
#include "sched/observation.h"
#include "sched/scheduler.h"
#include "sched/scope.h"
#include "sync/waiting.h"
#include "weft/fiber.h"

namespace weft {
namespace runtime {
namespace {

constexpr std::size_t kClosureAlignment = alignof(std::max_align_t);
constexpr std::size_t kJobBytes =
    (sizeof(FiberJob) + kClosureAlignment - 1) / kClosureAlignment * kClosureAlignment;
constexpr std::size_t kHeaderBytes = sizeof(ControlBlock) + kJobBytes;
static_assert(kHeaderBytes + detail::kLargestClosure <= kLargestBlock);

void* closure_of(ControlBlock& agent) { return reinterpret_cast<std::byte*>(&agent) + kHeaderBytes; }

// Not inlined where a fiber may have switched: the pool is the kernel thread's (block_pool.h).
[[gnu::noinline]] void free_fiber(ControlBlock& agent) {
  FiberJob& job = job_of(agent);
  const std::size_t bytes = job.block_bytes;
  end_agent(agent);
  job.~FiberJob();
  release_block(&agent, bytes);
}

void note_error(ControlBlock& agent) {
  FiberJob& job = job_of(agent);
  if (job.scope != nullptr) return job.scope->child_failed(std::current_exception());
  if (job.end.is_abandoned()) std::terminate();
  job.error = std::current_exception();
}

// Nothing of the fiber is touched after its last step, which lets the scope or the joiner go on.
void end_fiber(ControlBlock& agent) {
  FiberJob& job = job_of(agent);
  Scheduler& scheduler = *job.scheduler;
  Scope* const scope = job.scope;
  agent.state.store(AgentState::terminated, std::memory_order_relaxed);
  note_end(agent);
  if (!job.end.complete(wake)) free_fiber(agent);
  if (Worker* const worker = this_worker()) return worker->note_end(scope);
  // It has a kernel thread to itself.
  if (scope != nullptr) scope->end_children(1);
  scheduler.agent_ended_outside();
}

void run_fiber(ControlBlock& agent) {
  try {
    job_of(agent).invoke(closure_of(agent));
  } catch (...) {
    note_error(agent);
  }
  end_locals(agent);
  end_fiber(agent);
}

bool park_fiber(ControlBlock& self, Deadline deadline) {
  return job_of(self).scheduler->park(self, deadline);
}
void resume_fiber(ControlBlock& agent) { job_of(agent).scheduler->make_runnable(agent); }

void requeue_fiber(ControlBlock& agent) { job_of(agent).scheduler->requeue(agent); }

constexpr AgentBehaviour kFiber{park_fiber, resume_fiber, run_fiber, requeue_fiber};
constexpr AgentBehaviour kThreadedFiber{park_on_own_thread, resume_on_own_thread, run_fiber, nullptr};

}  // namespace

FiberJob& job_of(ControlBlock& agent) { return *reinterpret_cast<FiberJob*>(&agent + 1); }

Scope* scope_of_new(ControlBlock& agent) {
  if (agent.suspended.frame() != nullptr) return scope_of_new_task(agent);
  return agent.behaviour == &kFiber ? job_of(agent).scope : nullptr;
}

Scheduler* scheduler_of_threaded_fiber() {
  ControlBlock* const agent = agent_at_hand();
  return agent != nullptr && agent->behaviour == &kThreadedFiber ? job_of(*agent).scheduler : nullptr;
}

}  // namespace runtime

namespace detail {
namespace {

runtime::ControlBlock& agent_of(fiber_block* fiber) {
  return *reinterpret_cast<runtime::ControlBlock*>(fiber);
}

}  // namespace

fiber_block* new_fiber(runtime::Scheduler& scheduler, std::size_t closure_bytes, void (*invoke)(void*)) {
  const std::size_t bytes = runtime::kHeaderBytes + closure_bytes;
  runtime::ControlBlock& agent = *runtime::allocate_block(bytes);
  runtime::begin_agent(agent, runtime::AgentKind::fiber,
                       scheduler.has_thread_for_each_fiber() ? runtime::kThreadedFiber : runtime::kFiber);
  auto& job = *new (&runtime::job_of(agent)) runtime::FiberJob();
  job.scheduler = &scheduler;
  job.invoke = invoke;
  job.block_bytes = static_cast<std::uint16_t>(bytes);
  return reinterpret_cast<fiber_block*>(&agent);
}

void* closure_of(fiber_block* fiber) { return runtime::closure_of(agent_of(fiber)); }

bool start_fiber(fiber_block* fiber) {
  runtime::ControlBlock& agent = agent_of(fiber);
  runtime::Scheduler& scheduler = *runtime::job_of(agent).scheduler;
  runtime::note_spawn(agent);
  if (!scheduler.has_thread_for_each_fiber()) return scheduler.add(agent);
  scheduler.add_on_own_thread(agent);
  return false;
}

bool start_detached(fiber_block* fiber) {
  runtime::job_of(agent_of(fiber)).end.abandon();
  return start_fiber(fiber);
}

bool start_child(fiber_block* fiber, runtime::Scope& scope) {
  runtime::job_of(agent_of(fiber)).scope = &scope;
  scope.add_child();
  return start_detached(fiber);
}

runtime::Scheduler& scheduler_of(runtime::Scope& scope) { return scope.scheduler; }

join_operation joining(fiber_block* fiber) {
  runtime::ControlBlock& agent = agent_of(fiber);
  return {runtime::job_of(agent).end, &agent};
}

void collect(fiber_block* fiber) {
  runtime::ControlBlock& agent = agent_of(fiber);
  const std::exception_ptr error = std::move(runtime::job_of(agent).error);
  runtime::free_fiber(agent);
  if (error != nullptr) std::rethrow_exception(error);
}

// It may have ended already.
void detach_fiber(fiber_block* fiber) {
  runtime::ControlBlock& agent = agent_of(fiber);
  if (!runtime::job_of(agent).end.abandon()) runtime::free_fiber(agent);
}

void name_fiber(fiber_block* fiber, std::string_view name) {
  const std::lock_guard lock(runtime::details_mutex());
  runtime::details_of(agent_of(fiber)).name = name;
}

unsigned long long id_of(const fiber_block* fiber) {
  return reinterpret_cast<const runtime::ControlBlock*>(fiber)->id.load(std::memory_order_relaxed);
}

}  // namespace detail

fiber& fiber::operator=(fiber&& other) noexcept {
  fiber(std::move(*this));
  block_ = std::exchange(other.block_, nullptr);
  return *this;
}

fiber::~fiber() {
  if (joinable()) join();
}

void fiber::join() {
  WEFT_CHECK(joinable());
  runtime::perform(detail::joining(block_), runtime::kNever);
  detail::collect(std::exchange(block_, nullptr));
}

void fiber::detach() {
  WEFT_CHECK(joinable());
  detail::detach_fiber(std::exchange(block_, nullptr));
}

}  // namespace weft
