// When an execution graph is consistent, written as its definitions are. Each axiom forbids something that
// more edges of rf and mo can only add to: what an incomplete graph violates each of its completions does.
#pragma once

#include "check/oracle/graph.h"

namespace weft::oracle {

// An order of all events exists that program order agrees with and in which each read sees the last write.
// Source: Alglave, Maranget, Tautschnig, "Herding Cats", TOPLAS 2014.
bool is_consistent_in_sc(const Graph& graph);

// RC11, with the release sequences of C++20: a release write and the read-modify-writes that follow it.
// Source: Lahav, Vafeiadis, Kang, Hur, Dreyer, "Repairing Sequential Consistency in C/C++11", PLDI 2017.
bool is_consistent_in_rc11(const Graph& graph);

}  // namespace weft::oracle
