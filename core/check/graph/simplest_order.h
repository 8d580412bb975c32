// An execution graph in the order that is easiest to follow.
// Threads: plain functions; no locking.
#pragma once

#include <optional>
#include <vector>

#include "check/graph/execution_graph.h"
#include "trace/schedule.h"

namespace weft::graph {

// The first `size` events of a graph (of a read-modify-write, its read) in an order in which each comes after
// what it needs to be there, and the last stays the last: with the fewest steps that are as in no
// interleaving, since each must be explained, then the fewest changes from one agent to another. Nothing
// where finding out would take too long. Complexity: O(ways in which agents can have got so far x agents x
// writes to a location), bounded.
std::optional<std::vector<EventIndex>> simplest_order(const ExecutionGraph& graph, EventIndex size);

// How often the agent changes from one step to the next.
std::size_t count_switches(const std::vector<GraphStep>& steps);

}  // namespace weft::graph
