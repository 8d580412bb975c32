// The graph search divided: all parts together are the whole, and no two have anything in common.
#include <gtest/gtest.h>

#include "check/graph/small_program.h"
#include "check/oracle/program.h"
#include "check/oracle/random_program.h"

namespace weft {
namespace {

using graph::MemoryModel;

constexpr std::uint64_t kFirstSeed = 1, kPrograms = 400;

// Adding counts shows both: an execution that two shards explore would be counted twice.
void add(std::map<std::string, int>& sum, const std::map<std::string, int>& more) {
  for (const auto& [name, count] : more) sum[name] += count;
}

// Returns how many executions shards other than the first have.
int expect_whole(const oracle::Program& program, MemoryModel model, std::size_t parts, std::size_t shards,
                 const testing::Message& where) {
  const Explored whole = explore(program, model);
  Explored sum;
  int elsewhere = 0;
  for (const Explored& share : explore_in_shards(program, model, parts, shards)) {
    if (sum.executions > 0) elsewhere += share.executions;
    add(sum.classes, share.classes);
    add(sum.deadlocks, share.deadlocks);
    sum.executions += share.executions;
    sum.abandoned += share.abandoned;
  }
  const auto how = testing::Message() << shards << " shards of " << parts << " parts, " << where;
  EXPECT_EQ(sum.classes, whole.classes) << how;
  EXPECT_EQ(sum.deadlocks, whole.deadlocks) << how;
  EXPECT_EQ(sum.executions, whole.executions) << how;
  EXPECT_EQ(sum.abandoned, whole.abandoned) << how;
  return elsewhere;
}

class GraphParts : public testing::TestWithParam<MemoryModel> {};

TEST_P(GraphParts, TogetherAreTheWhole) {
  int elsewhere = 0;
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + kPrograms; ++seed) {
    const oracle::Program program = oracle::random_program(seed);
    const auto where = testing::Message() << "seed " << seed << "\n" << oracle::to_text(program);
    for (const std::size_t shards : {1, 2, 3, 8})
      elsewhere += expect_whole(program, GetParam(), 5, shards, where);
  }
  EXPECT_GT(elsewhere, 1'000);
}

// Whenever the search is divided.
TEST_P(GraphParts, AreTheWholeHoweverManyTheyAre) {
  const oracle::Program program = oracle::parse(
      "lock(m); r0 = load(x, relaxed); store(x, r0 + 1, relaxed); unlock(m); r1 = fetch_add(y, 1, acq_rel)"
      " || r0 = compare_exchange(y, 0, 2, acq_rel, relaxed); lock(m); store(x, 5, relaxed); unlock(m)"
      " || store(y, 3, release); r0 = load(x, acquire); lock(m); r1 = load(y, relaxed); unlock(m)");
  for (std::size_t parts = 1; parts <= 64; ++parts)
    expect_whole(program, GetParam(), parts, 3, testing::Message() << "by hand");
}

TEST_P(GraphParts, AreSpreadOverShards) {
  const oracle::Program increments = oracle::parse(
      "r0 = fetch_add(x, 1, relaxed) || r0 = fetch_add(x, 1, relaxed) || r0 = fetch_add(x, 1, relaxed)"
      " || r0 = fetch_add(x, 1, relaxed) || r0 = fetch_add(x, 1, relaxed)");
  for (const Explored& share : explore_in_shards(increments, GetParam(), 6, 2))
    EXPECT_GT(share.executions, 0);
}

INSTANTIATE_TEST_SUITE_P(Models, GraphParts, testing::Values(MemoryModel::sc, MemoryModel::rc11),
                         [](const testing::TestParamInfo<MemoryModel>& info) {
                           return info.param == MemoryModel::sc ? "sc" : "rc11";
                         });

}  // namespace
}  // namespace weft
