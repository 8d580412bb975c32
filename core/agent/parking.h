// Stopping an agent and making it go on: the one seam that every primitive
// waits through, whatever the agent is.
//
// An agent has one permit. unpark() grants it; park() takes it, waiting until it is there. A
// wakeup that comes before the wait is not lost; two that come together count once. Callers
// therefore wait in a loop around a condition.
// Source:  the permits of java.util.concurrent's LockSupport.
// Checked: tests/verify/programs/parking.cpp.
#pragma once

#include "agent/control_block.h"

namespace weft::runtime {

// Waits for a permit and takes it; may return for no reason. False: the deadline has passed.
bool park(Wait wait, Deadline deadline = kNever);

// Grants `agent` a permit. Any thread; never blocks for long. The agent may
// be gone already (control_block.h).
void unpark(ControlBlock& agent);

}  // namespace weft::runtime
