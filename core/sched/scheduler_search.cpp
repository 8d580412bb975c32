// Scheduler: a worker's loop, and what it runs next.
#include <algorithm>
#include <utility>

#include "agent/current_agent.h"
#include "sched/fiber.h"
#include "sched/handover.h"
#include "sched/observation.h"
#include "sched/scheduler.h"
#include "sched/scope.h"
#include "weft/spinlock.h"

namespace weft::runtime {
namespace {

constexpr std::uint32_t kTurnsBetweenTimers = 4;  // kTurnsBetweenOldest is a multiple
constexpr std::size_t kGlobalBatch = 32;
constexpr int kSearchRounds = 4;
constexpr std::chrono::microseconds kSearchTime{
    20};  // then the kernel thread sleeps, and costs 2 us to be woken
constexpr int kPausesPerRound = 16;
constexpr std::size_t kMostStolen = 128;

// xorshift64: Marsaglia, "Xorshift RNGs", 2003.
std::uint64_t next_random(std::uint64_t& state) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

// Whether `agent` is another child of the scope whose children just ended here, about to start.
bool goes_on_with(const Processor& processor, ControlBlock* agent) {
  return agent != nullptr && !agent->suspended.has_stack() &&
         agent->switches.load(std::memory_order_relaxed) == 0 && scope_of_new(*agent) == processor.scope;
}

// The oldest apart, and as many of the others as make half into `thief`. Null: there is none.
using Deque = work_stealing_deque<ControlBlock>;
ControlBlock* steal_half(Deque& thief, Deque& victim) {
  ControlBlock* const first = victim.steal();
  if (first == nullptr) return nullptr;
  for (std::size_t more = std::min(victim.size() / 2, kMostStolen); more > 0; --more) {
    ControlBlock* const agent = victim.steal();
    if (agent == nullptr) break;
    thief.push(agent);
  }
  return first;
}

}  // namespace

// Inlined by force, as it is part of every turn.
[[gnu::always_inline]] inline ControlBlock* Scheduler::take_in_order(Processor& processor) {
  if (ControlBlock* const agent = take_global(processor, Priority::high)) return agent;
  if (ControlBlock* const agent = take_inbox(processor)) return agent;
  if (ControlBlock* const agent = processor.take_next()) return agent;
  if (ControlBlock* const agent = processor.due.pop()) return agent;
  if (ControlBlock* const agent = processor.newest_first.pop()) return agent;
  if (ControlBlock* const agent = processor.in_turn.pop_front()) return agent;
  return take_global(processor, Priority::normal);
}

[[gnu::always_inline]] inline ControlBlock* Scheduler::pick_agent(Worker& worker) {
  if (worker.processor == nullptr) return nullptr;
  Processor& processor = *worker.processor;
  const std::uint32_t turn = processor.turns.load(std::memory_order_relaxed) + 1;
  processor.turns.store(turn, std::memory_order_relaxed);
  processor.slice_is_over.store(false, std::memory_order_relaxed);
  processor.started.store(0, std::memory_order_relaxed);
  ControlBlock* agent = nullptr;
  if (turn % kTurnsBetweenTimers == 0) [[unlikely]]
    agent = look_around(processor, turn);
  if (processor.oldest_is_due.load(std::memory_order_relaxed)) [[unlikely]] {
    processor.oldest_is_due.store(false, std::memory_order_relaxed);
    if (agent == nullptr) agent = processor.newest_first.steal();
  }
  if (agent == nullptr) agent = take_in_order(processor);
  if (processor.scope_ended > 0 && !goes_on_with(processor, agent)) flush_children(processor);
  if (agent != nullptr) end_searching(worker);
  return agent;
}

ControlBlock* Scheduler::next_agent(Worker& worker) { return pick_agent(worker); }

// Of the agent that the worker ran last: here, where it is inside the runtime anyway.
[[gnu::always_inline]] inline void Scheduler::count_end(Worker& worker) {
  worker.agent_ended = false;
  Processor* const processor = worker.processor;
  if (worker.ended_in != nullptr) child_ended(*std::exchange(worker.ended_in, nullptr), processor);
  if (processor != nullptr)
    processor->count_end();
  else
    agent_ended_outside();
}

// The agent may park meanwhile and come back on the same stack on another worker. Relaxed, here and below:
// shown to people; the worker that runs the agent is the only one to write them.
[[gnu::always_inline]] inline void Scheduler::run_here(Worker& worker, ControlBlock& agent) {
  StackContext& stack = *worker.stack;
  worker.agent = &agent;
  // Release: who sees the agent sees the bounds of its stack.
  stack.agent.store(&agent, std::memory_order_release);
  agent.state.store(AgentState::running, std::memory_order_relaxed);
  stack.cpu_ticks.store(0, std::memory_order_relaxed);
  set_current_agent(&agent);
  note_start(worker);
  leave_runtime(worker);
  agent.behaviour->run(agent);
  Worker& now = *stack.worker;
  enter_runtime(now);
  set_current_agent(nullptr);
  now.agent = nullptr;
  stack.agent.store(nullptr, std::memory_order_relaxed);
  if (now.agent_ended) count_end(now);
}

// A worker's life on a pooled stack, until there is a better one to be on.
void Scheduler::loop(StackContext& stack) {
  for (;;) {
    Worker& worker = *stack.worker;
    ControlBlock* agent = std::exchange(worker.first, nullptr);
    if (agent == nullptr) agent = pick_agent(worker);
    if (agent == nullptr) agent = wait_for_agent(worker);
    if (agent == nullptr)
      switch_stack(worker, worker.base, Leaving::retires);
    else if (agent->suspended.has_stack())
      resume(worker, *agent, Leaving::retires);
    else
      run_here(worker, *agent);
  }
}

// What is not looked at in every turn.
ControlBlock* Scheduler::look_around(Processor& processor, std::uint32_t turn) {
  if (processor.timers.earliest() != kNever) end_timers(&processor, processor.timers, Clock::now());
  if (turn % kTurnsBetweenOldest != 0) return nullptr;
  look_at_poller();
  return take_oldest(processor);
}

// Now and then, so that nobody waits for ever behind newer agents. Who is oldest in newest_first only when
// the monitor says so: it is the root of much further work, and trees would be walked from many ends at once.
ControlBlock* Scheduler::take_oldest(Processor& processor) {
  if (ControlBlock* const agent = take_global(processor, Priority::normal)) return agent;
  if (ControlBlock* const agent = take_global(processor, Priority::low)) return agent;
  if (ControlBlock* const agent = processor.due.steal()) return agent;
  return processor.in_turn.pop_front();
}

ControlBlock* Scheduler::take_rest(Processor& processor) {
  if (ControlBlock* const agent = take_oldest(processor)) return agent;
  if (ControlBlock* const agent = processor.newest_first.steal()) return agent;
  return processor.take_next();
}

// Relaxed: the lock orders what is in it; who added something wakes the owner behind a fence.
[[gnu::noinline]] ControlBlock* Scheduler::take_from_inbox(Processor& processor) {
  const std::lock_guard lock(processor.inbox_mutex);
  ControlBlock* const agent = processor.inbox.pop_front();
  processor.inbox_size.store(processor.inbox.size(), std::memory_order_relaxed);
  return agent;
}

// One to run, and a fair share of the others into the local line.
[[gnu::noinline]] ControlBlock* Scheduler::take_from_global(Processor& processor, Priority priority) {
  const std::size_t waiting = global_.size(priority);
  const bool shares = priority == Priority::normal;
  AgentList taken =
      global_.take(priority, shares ? std::min(kGlobalBatch, waiting / processors_.size() + 1) : 1);
  ControlBlock* const first = taken.pop_front();
  while (ControlBlock* const agent = taken.pop_front())
    if (!processor.in_turn.push_back(*agent)) global_.push(*agent);
  return first;
}

ControlBlock* Scheduler::steal(Worker& thief) {
  const std::size_t count = processors_.size();
  const std::size_t start = next_random(thief.processor->random) % count;
  const Deadline now = Clock::now();
  for (std::size_t i = 0; i < count; ++i) {
    Processor& victim = *processors_[(start + i) % count];
    if (&victim == thief.processor) continue;
    ControlBlock* agent = steal_from(*thief.processor, victim);
    if (agent == nullptr) agent = steal_next(thief, victim, now);
    if (agent == nullptr) continue;
    note_steal(*agent, victim);
    return agent;
  }
  return nullptr;
}

// Whoever woke the agent did not go on to it, but runs on. Relaxed: a guess at how long it has waited.
ControlBlock* Scheduler::steal_next(Worker& thief, Processor& victim, Deadline now) {
  Worker::Sight& sight = thief.seen[static_cast<std::size_t>(victim.index)];
  const std::uint32_t turns = victim.turns.load(std::memory_order_relaxed);
  if (sight.turns != turns || !victim.has_next()) {
    sight = {turns, now};
    return nullptr;
  }
  if (now - sight.since < kNextIsLeft) return nullptr;
  quiet_wakeups_.store(0, std::memory_order_relaxed);
  return victim.take_next();
}

// Half of what the victim has: those whose time is up, or oldest first: near the root of a tree, where most
// work is.
ControlBlock* Scheduler::steal_from(Processor& thief, Processor& victim) {
  if (ControlBlock* const first = steal_half(thief.due, victim.due)) return first;
  if (ControlBlock* const first = steal_half(thief.newest_first, victim.newest_first)) return first;
  return victim.in_turn.steal_half_into(thief.in_turn);
}

ControlBlock* Scheduler::wait_for_agent(Worker& worker) {
  while (worker.processor != nullptr) {
    begin_searching(worker);
    look_at_poller();
    if (ControlBlock* const agent = search(worker)) {
      worker.awaits_next = false;
      end_searching(worker);
      return agent;
    }
    if (ControlBlock* const agent = take_rest(*worker.processor)) {
      end_searching(worker);
      return agent;
    }
    release_processor(worker);
  }
  return nullptr;
}

ControlBlock* Scheduler::search(Worker& worker) {
  if (!worker.searching) return nullptr;
  worker.seen.assign(processors_.size(), {});
  const Deadline end = Clock::now() + kSearchTime;
  for (int round = 0; round < kSearchRounds || (searches_long_ && Clock::now() < end); ++round) {
    run_timers();
    if (ControlBlock* const agent = take_in_order(*worker.processor)) return agent;
    if (ControlBlock* const agent = steal(worker)) return agent;
    for (int i = 0; searches_long_ && i < kPausesPerRound; ++i) spin_pause();
  }
  return nullptr;
}

bool Scheduler::anything_to_do() const {
  if (!global_.empty()) return true;
  return std::any_of(processors_.begin(), processors_.end(), [](const auto& p) {
    return p->can_be_stolen_from() || (p->has_inbox() && p->idle.load(std::memory_order_relaxed));
  });
}

}  // namespace weft::runtime
