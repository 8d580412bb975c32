#include <cerrno>

#include "check/model.h"

namespace weft::model {
namespace {

Execution& x() { return *execution(); }

[[noreturn]] void misuse(AgentId id, const char* what) {
  x().fail(Verdict::misuse, [&] { return agent_name(id) + what; });
}

}  // namespace

int create(AgentId* id, void* (*entry)(void*), void* argument, bool detached) {
  x().perform_local(Op::spawn);
  *id = x().spawn(entry, argument);
  if (!*id)  // EAGAIN would be a fault of ours, not of the program
    x().fail(Verdict::inconclusive, [] {
      return "one execution starts more threads than can be checked: " + std::to_string(kMaxAgents - 1);
    });
  x().agent(*id).detached = detached;
  return 0;
}

int join(AgentId id, void** result, Deadline deadline) {
  if (id.value >= x().agent_count()) return ESRCH;
  Agent& target = x().agent(id);
  if (target.id == x().self().id) return EDEADLK;
  if (target.joined) misuse(id, " is joined twice");
  if (target.detached) misuse(id, " is joined after it was detached");
  if (x().perform({.op = Op::join, .local = true, .timed = deadline.has_value(), .deadline = id.value}) ==
      Variant::timeout)
    return ETIMEDOUT;
  target.joined = true;
  x().acquire(target.clock);
  x().note_joined();
  if (result != nullptr) *result = target.result;
  if (Event* event = x().record(Op::join)) event->after = id.value;
  return 0;
}

int detach(AgentId id) {
  if (id.value >= x().agent_count()) return ESRCH;
  Agent& target = x().agent(id);
  if (target.detached) misuse(id, " is detached twice");
  if (target.joined) misuse(id, " is detached after it was joined");
  x().perform_local(Op::detach);
  target.detached = true;
  if (Event* event = x().record(Op::detach)) event->after = id.value;
  return 0;
}

std::uint64_t now() {
  VectorClock& clock = x().self().clock;
  clock.advance_time_to(clock.time() + 1'000);  // so that a loop that waits for time to pass ends
  return clock.time();
}

void sleep_until(std::uint64_t deadline) {
  x().perform({.op = Op::sleep});
  x().self().clock.advance_time_to(deadline);
  x().record(Op::sleep);
}

void yield() {
  x().perform({.op = Op::yield});
  x().record(Op::yield);
}

}  // namespace weft::model
