#include "sched/observation.h"

namespace weft::runtime {

// Relaxed: who looks at an agent's CPU time from outside sees it a little before or after.
void record_start(Worker& worker) {
  const int processor = worker.processor == nullptr ? -1 : worker.processor->index;
  worker.stack->runs_since.store(record(EventKind::start, *worker.agent, about_processor(processor)),
                                 std::memory_order_relaxed);
}

// What ran before the recording began is not known. Relaxed: of the caller's own stack; others only look.
void record_stop(Worker& worker, EventKind kind, const ControlBlock& agent) {
  const EventDetail detail = kind == EventKind::park ? about_wait(agent) : EventDetail{};
  const std::uint64_t now = record(kind, agent, detail);
  StackContext& stack = *worker.stack;
  const std::uint64_t since = stack.runs_since.load(std::memory_order_relaxed);
  stack.runs_since.store(0, std::memory_order_relaxed);
  if (since >= recording_began() && now > since)
    stack.cpu_ticks.store(stack.cpu_ticks.load(std::memory_order_relaxed) + (now - since),
                          std::memory_order_relaxed);
}

void record_unblock(Worker& worker, const ControlBlock& agent) {
  worker.stack->runs_since.store(record(EventKind::unblock, agent), std::memory_order_relaxed);
}

}  // namespace weft::runtime
