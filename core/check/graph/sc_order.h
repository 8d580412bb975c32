// Whether the sequentially consistent accesses and fences of a graph can be ordered as RC11 asks: psc is
// acyclic. Precondition: the graph is consistent otherwise. Complexity:   O(n^3 / 64) for n events in the
// worst case; graphs with strong accesses only need none of this. Source:       Lahav, Vafeiadis, Kang, Hur,
// Dreyer, "Repairing Sequential Consistency in C/C++11", PLDI 2017, section 3.
#pragma once

#include "check/graph/execution_graph.h"

namespace weft::graph {

bool is_sc_consistent(const ExecutionGraph& graph);

}  // namespace weft::graph
