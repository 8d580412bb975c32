#include "check/agent.h"

namespace weft {

void AgentState::reset(AgentId as) {
  id = as;
  state = State::unused;
  entry = nullptr;
  c11_entry = nullptr;
  argument = result = nullptr;
  detached = joined = left_early = false;
  pending = Operation::local_step(Op::start);
  picked = Variant::normal;
  done = {};
  reads.clear();
  way = child = 0;
  early_timeouts = early_wakeups = 0;
  was_blocked = false;
  announced_at = 0;
  frames.clear();
  frames_are_new = false;
  aside = 0;
  variables = {};
  entered_at = 0;
  caller = nullptr;
  clock.clear();
  acquire_later.clear();
  release_fence.clear();
  plain_run = 0;
  spin.reads.clear();
  spin.asleep = spin.proven = false;
  last_step = offered_at = 0;
  standing.reset();
  failed_tries = inputs = sections = 0;
  error_number = 0;
  exceptions[0] = exceptions[1] = nullptr;
  thread_locals.clear();
  specific.clear();
  leaving.clear();
  at_exit.clear();
  cleanups.clear();
}

}  // namespace weft
