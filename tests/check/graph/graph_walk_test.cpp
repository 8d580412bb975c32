// Execution graphs that are drawn, beside the oracle's brute force: nothing that is not allowed, and
// everything that is, where it is little.
#include <gtest/gtest.h>

#include "check/graph/small_program.h"
#include "check/oracle/oracle.h"
#include "check/oracle/random_program.h"

namespace weft {
namespace {

using graph::MemoryModel;

constexpr std::uint64_t kFirstSeed = 50'000, kPrograms = 100;
constexpr int kDraws = 200;              // at a time
constexpr std::size_t kFewClasses = 40;  // are all drawn,
constexpr int kMostTimes = 300;          // sooner or later

oracle::Model model_of(MemoryModel model) {
  return model == MemoryModel::sc ? oracle::Model::sc : oracle::Model::rc11;
}

std::set<std::string> names(const std::map<std::string, int>& counted) {
  std::set<std::string> result;
  for (const auto& [name, count] : counted) result.insert(name);
  return result;
}

void expect_allowed(const std::map<std::string, int>& drawn, const std::set<std::string>& allowed,
                    const std::string& where) {
  for (const auto& [name, count] : drawn) EXPECT_TRUE(allowed.contains(name)) << name << "\n" << where;
}

void expect_agreement(const oracle::Program& program, MemoryModel model, std::uint64_t seed) {
  const oracle::Behaviour expected = oracle::behaviour(program, model_of(model));
  const std::string where = "seed " + std::to_string(seed) + "\n" + oracle::to_text(program);
  const bool are_few = expected.classes.size() + expected.deadlocks.size() <= kFewClasses;
  std::set<std::string> classes, deadlocks;
  for (int times = 0; times < (are_few ? kMostTimes : 1); ++times) {
    const Explored drawn =
        draw(program, model, seed * kMostTimes + static_cast<std::uint64_t>(times), kDraws);
    EXPECT_EQ(drawn.executions, kDraws) << where;
    expect_allowed(drawn.classes, expected.classes, where);
    expect_allowed(drawn.deadlocks, expected.deadlocks, where);
    classes.merge(names(drawn.classes));
    deadlocks.merge(names(drawn.deadlocks));
    if (classes == expected.classes && deadlocks == expected.deadlocks) return;
  }
  if (!are_few) return;
  EXPECT_EQ(classes, expected.classes) << where;
  EXPECT_EQ(deadlocks, expected.deadlocks) << where;
}

TEST(GraphWalk, DrawsWhatBruteForceFindsUnderSequentialConsistency) {
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + kPrograms; ++seed)
    expect_agreement(oracle::random_program(seed), MemoryModel::sc, seed);
}

TEST(GraphWalk, DrawsWhatTheAxiomsAllowUnderRc11) {
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + kPrograms; ++seed)
    expect_agreement(oracle::random_program(seed), MemoryModel::rc11, seed);
}

TEST(GraphWalk, OfOneSeedIsTheSame) {
  const oracle::Program program = oracle::random_program(7);
  EXPECT_EQ(draw(program, MemoryModel::rc11, 3, 100).classes,
            draw(program, MemoryModel::rc11, 3, 100).classes);
}

}  // namespace
}  // namespace weft
