// The owner of a processor puts two agents in the place of who runs next, and takes one, while a thief takes
// what it finds there: each agent is run once, by who sees what was done before it was put there.
//
// expect: verified
// mutant: put_in_two_steps data_race core/sched/processor.h
//   - if (has_next()) return next.exchange(&agent, std::memory_order_acq_rel);
//   + if (ControlBlock* const before = next.load()) return next.store(&agent), before;
// mutant: take_in_two_steps data_race core/sched/processor.h
//   - return has_next() ? next.exchange(nullptr, std::memory_order_acq_rel) : nullptr;
//   + ControlBlock* const taken = next.load(); next.store(nullptr); return taken;
// mutant: put_without_release data_race core/sched/processor.h
//   - next.store(&agent, std::memory_order_release);
//   + next.store(&agent, std::memory_order_relaxed);
#include "agents.h"
#include "sched/processor.h"

using namespace weft::runtime;

int main() {
  Processor processor(0);
  ControlBlock agents[2];
  int prepared[2] = {}, runs[2] = {};
  const auto run = [&](const ControlBlock* agent) {
    if (agent == nullptr) return;
    weft::expect_equal(prepared[agent - agents], 1, "what was done before");
    ++runs[agent - agents];
  };
  verify::together(
      [&] {
        for (ControlBlock& agent : agents) {
          prepared[&agent - agents] = 1;
          run(processor.put_next(agent));
        }
        run(processor.take_next());
      },
      [&] { run(processor.take_next()); });
  run(processor.take_next());
  weft::expect(runs[0] == 1 && runs[1] == 1, "each agent is run once");
}
