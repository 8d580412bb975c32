// An order of a graph's events in which every read reads what was written last: the graph explained by
// interleaving.
#pragma once

#include <optional>
#include <vector>

#include "check/graph/execution_graph.h"

namespace weft::graph {

// The place of each event in such an order, or nothing: only a weak memory shows this. Complexity: O(events +
// edges).
std::optional<std::vector<std::uint32_t>> linear_order(const ExecutionGraph& graph);

}  // namespace weft::graph
