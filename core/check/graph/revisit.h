// What is left of a graph when an earlier read is made to read from a later write: everything that was added
// after the read, and that the write does not depend on, is gone.
#pragma once

#include "check/graph/execution_graph.h"

namespace weft::graph {

// Makes `graph` what `before` is before `read`, and adds again what `write` depends on, without both.
// `renamed` receives, for each event from `read` on, its index now, or kNone.
void keep_prefix(const ExecutionGraph& before, ExecutionGraph& graph, EventIndex read, EventIndex write,
                 std::vector<EventIndex>& renamed);

}  // namespace weft::graph
