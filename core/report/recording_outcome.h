// A recording of a real run as an Outcome, so that all views of executions show it.
// Threads: pure function; no locking.
#pragma once

#include "trace/outcome.h"
#include "weft/observe.h"

namespace weft {

// One scenario of mode `real`, whose `failure` holds the events. Its verdict is `inconclusive`: a recording
// says what happened, not whether that was right. Agents are numbered from 1 in the order in which they
// occur; 0 is whoever Weft does not know: timers, and threads that never waited.
Outcome outcome_of(const recording& recorded);

}  // namespace weft
