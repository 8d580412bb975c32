// The depth-first strategy within bounds, against executions written by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "check/program.h"

namespace weft::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

// Threads named a, b, ... that write their names down at each of their steps.
class Names {
 public:
  explicit Names(std::vector<int> steps) : program_(bodies(steps)) {}

  std::vector<std::string> within(SearchBounds bounds) {
    const auto strategy = bounded_strategy(bounds);
    std::vector<std::string> seen;
    while (strategy->begin_execution()) {
      log_.clear();
      program_.run(*strategy);
      strategy->end_execution();
      seen.push_back(log_);
    }
    EXPECT_TRUE(strategy->exhausted());
    hit_bound = strategy->hit_bound();
    return seen;
  }
  bool hit_bound = false;

 private:
  std::vector<ThreadBody> bodies(const std::vector<int>& steps) {
    std::vector<ThreadBody> bodies;
    for (std::size_t i = 0; i < steps.size(); ++i)
      bodies.push_back([this, name = static_cast<char>('a' + i), count = steps[i]] {
        for (int n = 0; n < count; ++n) add(0, 1), log_ += name;
      });
    return bodies;
  }

  std::string log_;
  TestProgram program_;
};

TEST(DelayBound, OfZeroIsOneExecutionInTurn) {
  Names names({2, 2, 2});
  EXPECT_THAT(names.within({.delays = 0}), ElementsAre("aabbcc"));
  EXPECT_TRUE(names.hit_bound);
}

TEST(DelayBound, CountsThreadsThatArePassedOver) {
  Names names({1, 1, 1});
  EXPECT_THAT(names.within({.delays = 1}), UnorderedElementsAre("abc", "bca", "acb"));
  EXPECT_THAT(names.within({.delays = 2}), UnorderedElementsAre("abc", "bca", "acb", "cab", "bac"));
  EXPECT_TRUE(names.hit_bound);
  EXPECT_THAT(names.within({.delays = 3}), UnorderedElementsAre("abc", "bca", "acb", "cab", "bac", "cba"));
  EXPECT_FALSE(names.hit_bound);
}

// a is passed over; b, c end; then a. Or a stops after one step, and comes back when b and c have ended.
TEST(DelayBound, WhoWasPassedOverComesAfterTheOthers) {
  Names names({2, 1, 1});
  EXPECT_THAT(names.within({.delays = 1}), UnorderedElementsAre("aabc", "bcaa", "abca", "aacb"));
}

// a waits for the lock that b has: after b, c comes, not a.
TEST(DelayBound, GoesOnInTurnFromWhoeverRanLast) {
  std::string log;
  const auto both = [&](char name) { return [&log, name] { lock(0), log += name, add(8, 1), unlock(0); }; };
  TestProgram program({both('a'), both('b'), [&] { add(16, 1), log += 'c'; }});
  const auto strategy = bounded_strategy({.delays = 1});
  std::set<std::string> seen;
  while (strategy->begin_execution()) {
    log.clear();
    EXPECT_EQ(program.run(*strategy).verdict, Verdict::accepted);
    seen.insert(log);
  }
  EXPECT_THAT(seen, ElementsAre("abc", "acb", "bca"));
}

TEST(ChoiceBound, VariesTheFirstChoicesOnly) {
  Names names({3, 3});
  EXPECT_THAT(names.within({.choices = 0}), ElementsAre("aaabbb"));
  EXPECT_THAT(names.within({.choices = 1}), UnorderedElementsAre("aaabbb", "bbbaaa"));
  EXPECT_THAT(names.within({.choices = 2}), UnorderedElementsAre("aaabbb", "abbbaa", "baaabb", "bbbaaa"));
  EXPECT_TRUE(names.hit_bound);
  EXPECT_EQ(names.within({.choices = 5}).size(), 20u);
  EXPECT_FALSE(names.hit_bound);
}

TEST(Bounds, HoldTogether) {
  Names names({3, 3});
  EXPECT_THAT(names.within({.preemptions = 1, .choices = 2}),
              UnorderedElementsAre("aaabbb", "abbbaa", "baaabb", "bbbaaa"));
  EXPECT_THAT(names.within({.preemptions = 0, .choices = 2}), UnorderedElementsAre("aaabbb", "bbbaaa"));
}

}  // namespace
}  // namespace weft::testing
