// A recording of a real run as part of an Outcome, so that all views of executions show it.
// Threads: pure functions; no locking.
#pragma once

#include <cstddef>

#include "trace/outcome.h"
#include "weft/observe.h"

namespace weft {

// The latest `most` events; left_out counts the others, those that the recording itself lost included. Agents
// are numbered from 1 in the order in which they occur; 0 is whoever Weft does not know: timers, and threads
// that never waited. One with a name that no other has goes by that name alone. Wakeups by nobody
// (weft/observe.h) are left out: that the agent goes on says it.
Failure execution_of(const recording& recorded, std::size_t most);

// One scenario of mode `real` with the whole recording. Its verdict is `inconclusive`: a recording says what
// happened, not whether that was right.
Outcome outcome_of(const recording& recorded);

}  // namespace weft
