// The graph search on small programs, beside the oracle's brute force (tests/check/oracle).
#include "check/graph/graph_search.h"

#include <gtest/gtest.h>

#include "check/graph/linear_order.h"
#include "check/graph/small_program.h"
#include "check/oracle/oracle.h"
#include "check/oracle/random_program.h"

namespace weft {
namespace {

using graph::MemoryModel;

constexpr std::uint64_t kFirstSeed = 1, kPrograms = 400;

oracle::Model model_of(MemoryModel model) {
  return model == MemoryModel::sc ? oracle::Model::sc : oracle::Model::rc11;
}

std::set<std::string> names(const std::map<std::string, int>& counted) {
  std::set<std::string> result;
  for (const auto& [name, count] : counted) result.insert(name);
  return result;
}

// Each class once, none left out, none invented.
void expect_agreement(const oracle::Program& program, MemoryModel model, std::uint64_t seed) {
  const oracle::Behaviour expected = oracle::behaviour(program, model_of(model));
  const Explored found = explore(program, model);
  const auto where = testing::Message() << "seed " << seed << "\n" << oracle::to_text(program);
  EXPECT_EQ(names(found.classes), expected.classes) << where;
  EXPECT_EQ(names(found.deadlocks), expected.deadlocks) << where;
  for (const auto& explored : {found.classes, found.deadlocks})
    for (const auto& [name, count] : explored) EXPECT_EQ(count, 1) << name << "\n" << where;
}

TEST(GraphSearch, FindsWhatBruteForceFindsUnderSequentialConsistency) {
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + kPrograms; ++seed)
    expect_agreement(oracle::random_program(seed), MemoryModel::sc, seed);
}

TEST(GraphSearch, FindsWhatTheAxiomsAllowUnderRc11) {
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + kPrograms; ++seed)
    expect_agreement(oracle::random_program(seed), MemoryModel::rc11, seed);
}

std::string increments(int threads) {
  std::string text;
  for (int t = 0; t < threads; ++t)
    text += std::string(t == 0 ? "" : " || ") + "r0 = fetch_add(x, 1, relaxed)";
  return text;
}

// More than brute force can do.
TEST(GraphSearch, IncrementsHaveAsManyOrdersAsThreads) {
  const int factorials[] = {1, 1, 2, 6, 24, 120, 720, 5'040};
  for (int threads = 2; threads <= 7; ++threads)
    EXPECT_EQ(explore(oracle::parse(increments(threads)), MemoryModel::rc11).executions, factorials[threads]);
}

TEST(GraphSearch, CriticalSectionsHaveAsManyOrdersAsThreads) {
  const std::string section = "lock(m); r0 = load(x, relaxed); store(x, r0 + 1, relaxed); unlock(m)";
  std::string text = section;
  for (const int executions : {2, 6, 24, 120, 720}) {
    text += " || " + section;
    EXPECT_EQ(explore(oracle::parse(text), MemoryModel::rc11).executions, executions);
  }
}

TEST(GraphSearch, TwoLocksInTwoOrdersDeadlock) {
  const Explored found = explore(oracle::parse("lock(m); lock(n); unlock(n); unlock(m)"
                                               " || lock(n); lock(m); unlock(m); unlock(n)"),
                                 MemoryModel::rc11);
  EXPECT_EQ(found.classes.size(), 2u);
  EXPECT_EQ(found.deadlocks.size(), 1u);
}

// The last execution of a search, as a graph.
graph::ExecutionGraph last_graph(const char* text, MemoryModel model) {
  graph::ExecutionGraph last(model);
  explore(oracle::parse(text), model, [&](const graph::ExecutionGraph& graph) {
    if (!graph::linear_order(graph)) last = graph;
  });
  return last;
}

constexpr const char* kStoreBuffering =
    "store(x, 1, relaxed); r0 = load(y, relaxed) || store(y, 1, relaxed); r0 = load(x, relaxed)";

TEST(LinearOrder, ExplainsEverySequentiallyConsistentGraph) {
  EXPECT_EQ(last_graph(kStoreBuffering, MemoryModel::sc).size(), 0u);
}

TEST(LinearOrder, DoesNotExplainAWeakOne) {
  const graph::ExecutionGraph weak = last_graph(kStoreBuffering, MemoryModel::rc11);
  ASSERT_EQ(weak.size(), 4u);
  for (graph::EventIndex e = 0; e < weak.size(); ++e)
    if (weak[e].kind == graph::EventKind::read) EXPECT_EQ(weak[e].source, graph::kInitial);
}

}  // namespace
}  // namespace weft
