// What a scheduler does with tasks. One for each scheduler, so that a task's
// block need not name its scheduler.
#pragma once

#include "agent/control_block.h"

namespace weft::runtime {

class Scheduler;
class Scope;

struct TaskBehaviour : AgentBehaviour {
  explicit TaskBehaviour(Scheduler& scheduler);
  Scheduler& scheduler;
};

// The scope that `agent`, a task that has not run yet, is a child of; null: none.
Scope* scope_of_new_task(ControlBlock& agent);

}  // namespace weft::runtime
