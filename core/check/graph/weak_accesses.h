// What in a graph is as in no interleaving, in the order that its events have there.
// Threads: plain function; no locking.
#pragma once

#include <vector>

#include "check/graph/execution_graph.h"

namespace weft::graph {

// A read of an older write than the newest there was, or a write that modification order has before one that
// was there. kNone where nothing is said of others.
struct OutOfOrder {
  EventIndex access = kNone;
  EventIndex older = kInitial;  // read: its source
  EventIndex newer = kNone;     // the newest write then
  // The one place where a chain of events from `newer` to `access` does not synchronise: the read reads from
  // the write.
  EventIndex through_write = kNone, through_read = kNone;
};

// Complexity: O(events^2) at worst.
std::vector<OutOfOrder> out_of_order(const ExecutionGraph& graph);

}  // namespace weft::graph
