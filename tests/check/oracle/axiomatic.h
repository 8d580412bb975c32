// A memory model by its axioms: every candidate execution graph (which write each read reads from, and each
// order of the writes of each location and of the critical sections of each mutex) is built, and kept if it
// is consistent.
//
// Complexity: exponential in everything.
// Errors:     std::length_error where a graph would have more than kMaxEvents events.
#pragma once

#include "check/oracle/behaviour.h"
#include "check/oracle/graph.h"

namespace weft::oracle {

using Axioms = bool (*)(const Graph&);

// Graphs are built edge by edge. As no axiom can be satisfied again by more edges, one that is violated early
// needs not be completed; tests see that this changes nothing.
enum class Examine { every_step, complete_graphs };

Behaviour by_axioms(const Program& program, Axioms axioms, Examine examine = Examine::every_step);

}  // namespace weft::oracle
