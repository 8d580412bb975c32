// An execution graph as the steps of a schedule (trace/schedule.h), for what no interleaving explains.
// Threads: plain functions; no locking.
#pragma once

#include <span>
#include <vector>

#include "check/graph/execution_graph.h"
#include "trace/schedule.h"

namespace weft::graph {

// The first `size` events of a graph in the order that they have in it. A read-modify-write is one: its read.
std::vector<EventIndex> order_of_graph(const ExecutionGraph& graph, EventIndex size);

// The same events in an order in which still each comes after what it needs to be there, and the last stays
// the last, but few loads read what is not the newest. Greedy: not always as few as there could be.
// Complexity: O(events^2 x agents) at worst.
std::vector<EventIndex> order_with_few_old_reads(const ExecutionGraph& graph, EventIndex size);

// The steps that repeat these events in this order. Agents are numbered as they are started in it. `twice`:
// events before which their agent reads the same, which is no event.
std::vector<GraphStep> steps_of(const ExecutionGraph& graph, std::span<const EventIndex> order,
                                std::span<const EventIndex> twice = {});

// How many of the steps are not as in an interleaving.
std::size_t count_weak(const std::vector<GraphStep>& steps);

}  // namespace weft::graph
