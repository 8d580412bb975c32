// Runs the oracle's programs on the graph search, and prints what it finds in the oracle's words.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "check/graph/graph_search.h"
#include "check/oracle/behaviour.h"

namespace weft {

struct Explored {
  std::map<std::string, int> classes;    // of complete executions, and how often each was explored
  std::map<std::string, int> deadlocks;  // of those that end with threads that wait
  int executions = 0;
  int abandoned = 0;  // begun in vain
};

// `visit` sees each graph when its execution has ended.
using VisitGraph = std::function<void(const graph::ExecutionGraph&)>;
// The class of the execution along `steps`, or why it does not fit.
std::string follow(const oracle::Program& program, const std::vector<GraphStep>& steps);

Explored explore(const oracle::Program& program, graph::MemoryModel model, const VisitGraph& visit = {});

}  // namespace weft
