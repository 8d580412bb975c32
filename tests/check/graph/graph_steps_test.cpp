// Each graph as the steps of a schedule, which lead to the same graph again.
#include "check/graph/graph_steps.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "check/graph/linear_order.h"
#include "check/graph/simplest_order.h"
#include "check/graph/small_program.h"
#include "check/graph/weak_accesses.h"
#include "check/oracle/random_program.h"

namespace weft {
namespace {

using graph::ExecutionGraph;
using graph::MemoryModel;

constexpr std::uint64_t kFirstSeed = 1, kPrograms = 200;

std::vector<GraphStep> as_explored(const ExecutionGraph& g) {
  return graph::steps_of(g, graph::order_of_graph(g, g.size()));
}
std::vector<GraphStep> with_few_old_reads(const ExecutionGraph& g) {
  return graph::steps_of(g, graph::order_with_few_old_reads(g, g.size()));
}

std::vector<GraphStep> simplest(const ExecutionGraph& g) {
  const auto order = graph::simplest_order(g, g.size());
  return order ? graph::steps_of(g, *order) : std::vector<GraphStep>{};
}

// Of each graph of the program its schedules, in the order of their exploration.
std::vector<std::vector<GraphStep>> schedules_of(const oracle::Program& program) {
  std::vector<std::vector<GraphStep>> all;
  explore(program, MemoryModel::rc11, [&](const ExecutionGraph& g) {
    all.push_back(as_explored(g));
    all.push_back(with_few_old_reads(g));
    all.push_back(simplest(g));
  });
  return all;
}

TEST(GraphSteps, LeadToTheGraphThatTheyAreOf) {
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + kPrograms; ++seed) {
    const oracle::Program program = oracle::random_program(seed);
    std::map<std::string, int> reached;
    for (const auto& steps : schedules_of(program)) ++reached[follow(program, steps)];
    const Explored explored = explore(program, MemoryModel::rc11);
    std::map<std::string, int> each;
    for (const auto& classes : {explored.classes, explored.deadlocks})
      for (const auto& [name, count] : classes) each[name] += 3 * count;
    EXPECT_EQ(reached, each) << "seed " << seed << "\n" << oracle::to_text(program);
  }
}

TEST(GraphSteps, SayOfAWeakGraphThatItIs) {
  int weak = 0;
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + kPrograms; ++seed)
    explore(oracle::random_program(seed), MemoryModel::rc11, [&](const ExecutionGraph& g) {
      if (graph::linear_order(g)) return;
      ++weak;
      EXPECT_GT(graph::count_weak(as_explored(g)), 0u) << "seed " << seed;
      EXPECT_GT(graph::count_weak(with_few_old_reads(g)), 0u) << "seed " << seed;
      EXPECT_FALSE(graph::out_of_order(g).empty()) << "seed " << seed;
    });
  EXPECT_GT(weak, 0);
}

using Cost = std::pair<std::size_t, std::size_t>;

Cost cost(const std::vector<GraphStep>& steps) {
  return {graph::count_weak(steps), graph::count_switches(steps)};
}

// All orders in which an event comes after what it needs, the last one stays the last: one after the other.
void try_orders(const ExecutionGraph& g, const std::vector<graph::EventIndex>& left,
                std::vector<graph::EventIndex>& order, Cost& least) {
  if (left.empty()) least = std::min(least, cost(graph::steps_of(g, order)));
  const auto is_there = [&](graph::EventIndex e) {
    if (e == graph::kNone) return true;
    if (g[e].kind == graph::EventKind::write && g[e].exclusive) e = g[e].before;
    return std::find(order.begin(), order.end(), e) != order.end();
  };
  for (std::size_t i = 0; i < left.size(); ++i) {
    const graph::Event& event = g[left[i]];
    if (i + 1 == left.size() && left.size() > 1) continue;
    if (!is_there(event.before) || (event.kind != graph::EventKind::write && !is_there(event.source)))
      continue;
    std::vector<graph::EventIndex> rest = left;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    order.push_back(left[i]);
    try_orders(g, rest, order, least);
    order.pop_back();
  }
}

TEST(GraphSteps, TheSimplestOrderIsThatOfBruteForce) {
  constexpr std::size_t kMostEvents = 9;
  int compared = 0;
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + kPrograms; ++seed)
    explore(oracle::random_program(seed), MemoryModel::rc11, [&](const ExecutionGraph& g) {
      const auto events = graph::order_of_graph(g, g.size());
      if (events.empty() || events.size() > kMostEvents || graph::linear_order(g)) return;
      ++compared;
      Cost least{100, 100};
      std::vector<graph::EventIndex> order;
      try_orders(g, events, order, least);
      EXPECT_EQ(cost(simplest(g)), least) << "seed " << seed;
    });
  EXPECT_GT(compared, 10);
}

// Of the program's weak executions, that with the fewest.
std::size_t fewest_weak_accesses(const std::string& text) {
  std::size_t least = 100;
  explore(oracle::parse(text), MemoryModel::rc11, [&](const ExecutionGraph& g) {
    if (!graph::linear_order(g)) least = std::min(least, graph::count_weak(with_few_old_reads(g)));
  });
  return least;
}

TEST(GraphSteps, OneOldReadExplainsASimpleShape) {
  EXPECT_EQ(fewest_weak_accesses("store(x, 1, relaxed); r0 = load(y, relaxed) || "
                                 "store(y, 1, relaxed); r0 = load(x, relaxed)"),
            1u);
}

const oracle::Program kMessage = oracle::parse(
    "store(x, 1, relaxed); store(y, 1, relaxed) || r0 = load(y, relaxed); r1 = load(x, relaxed)");
const oracle::Program kReleased = oracle::parse(
    "store(x, 1, relaxed); store(y, 1, release) || r0 = load(y, acquire); r1 = load(x, relaxed)");

std::string follow_text(const oracle::Program& program, const std::string& steps) {
  return follow(program, parse_graph(steps).value());
}

TEST(GraphSteps, ThatDoNotFitSayWhy) {
  EXPECT_NE(follow_text(kMessage, "0x2 1 1r1"), follow_text(kMessage, "0x2 1x2"));
  EXPECT_EQ(follow_text(kMessage, "0x2 1 1r2"), "it cannot read a store so old");
  EXPECT_EQ(follow_text(kReleased, "0x2 1 1r1"), "it cannot read a store so old");
  EXPECT_EQ(follow_text(kMessage, "0r1"), "it reads nothing there");
  EXPECT_EQ(follow_text(kMessage, "1w1"), "it makes no store there");
  EXPECT_EQ(follow_text(kMessage, "1c1"), "it has no choice there");
  EXPECT_EQ(follow_text(kMessage, "0w1"), "its store cannot stand so early");
  EXPECT_EQ(follow_text(oracle::parse("lock(m); unlock(m) || lock(m); unlock(m)"), "0 1"),
            "it has to wait there");
  EXPECT_EQ(
      follow_text(oracle::parse("r0 = fetch_add(x, 1, relaxed) || r0 = fetch_add(x, 1, relaxed)"), "0 1r1"),
      "another read-modify-write has taken that place");
  EXPECT_EQ(follow_text(oracle::parse("store(x, 1, seq_cst); r0 = load(y, seq_cst) || store(y, 1, seq_cst); "
                                      "r0 = load(x, seq_cst); store(z, 1, relaxed)"),
                        "0x2 1 1r1"),
            "it cannot read a store so old");
  EXPECT_EQ(follow_text(oracle::parse("store(z, 1, relaxed); store(x, 1, seq_cst); r0 = load(y, seq_cst) || "
                                      "store(y, 1, seq_cst); r0 = load(x, seq_cst)"),
                        "0x3 1 1r1"),
            "the memory model forbids that");
}

TEST(GraphSteps, WhatTellsOfTheNewerStoreIsFound) {
  bool found = false;
  explore(kMessage, MemoryModel::rc11, [&](const ExecutionGraph& g) {
    for (const graph::OutOfOrder& access : graph::out_of_order(g)) {
      if (access.through_read == graph::kNone) continue;
      found = true;
      EXPECT_EQ(g[access.through_read].location, 1u);
      EXPECT_EQ(g[access.through_write].location, 1u);
      EXPECT_EQ(g[access.access].location, 0u);
      EXPECT_EQ(access.older, graph::kInitial);
    }
  });
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace weft
