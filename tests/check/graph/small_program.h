// Runs the oracle's programs on the graph search, and prints what it finds in the oracle's words.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

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

// So many executions drawn at random, from `seed` on.
Explored draw(const oracle::Program& program, graph::MemoryModel model, std::uint64_t seed, int executions);

// The same, divided as soon as there are so many `parts`: each shard takes every so manieth, and the first
// what comes before them.
std::vector<Explored> explore_in_shards(const oracle::Program& program, graph::MemoryModel model,
                                        std::size_t parts, std::size_t shards);

}  // namespace weft
