// Strategies that draw, against probabilities worked out by hand. The seeds are fixed, so that no test can
// fail by chance; bounds are five standard deviations around the expected count.
#include "check/strategies/randomised.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "check/program.h"
#include "check/strategies/random_numbers.h"

namespace weft::testing {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::Le;

using Make = std::function<std::unique_ptr<Strategy>(std::uint64_t seed)>;
constexpr int kSeeds = 10'000;

std::unique_ptr<Strategy> pct_of_depth_3(std::uint64_t seed) { return pct_strategy(seed, 3); }
const std::map<std::string, Make> kAll = {{"random", random_strategy},
                                          {"pct", pct_of_depth_3},
                                          {"pos", partial_order_strategy},
                                          {"surw", selectively_uniform_strategy}};

// Threads write their names down; what the order was, of each execution.
class Orders {
 public:
  ThreadBody steps(char name, std::vector<int> words) {
    return [this, name, words = std::move(words)] {
      for (const int word : words) step(name, word);
    };
  }
  void step(char name, int word) {
    add(word, 1);
    if (word == 0) order_ += name;
  }
  std::string run(TestProgram& program, Strategy& strategy) {
    order_.clear();
    EXPECT_TRUE(strategy.begin_execution());
    EXPECT_EQ(program.run(strategy).verdict, Verdict::accepted);
    strategy.end_execution();
    return order_;
  }
  // How often each order of the operations on word 0 was execution number `which` (0: the first) of a seed.
  std::map<std::string, int> count(TestProgram& program, const Make& make, int which) {
    std::map<std::string, int> counts;
    for (int seed = 1; seed <= kSeeds; ++seed) {
      const auto strategy = make(static_cast<std::uint64_t>(seed));
      for (int i = 0; i < which; ++i) run(program, *strategy);
      ++counts[run(program, *strategy)];
    }
    return counts;
  }

 private:
  std::string order_;
};

auto is_about(int expected) { return AllOf(Ge(expected - 250), Le(expected + 250)); }  // of 10,000

TEST(RandomNumbers, SeedsShareNoStretchOfNumbers) {
  std::set<std::uint64_t> seen;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    RandomNumbers random(seed);
    for (int i = 0; i < 1000; ++i) seen.insert(random.next());
  }
  EXPECT_EQ(seen.size(), 20'000u);
}

TEST(RandomNumbers, AreSpreadEvenly) {
  RandomNumbers random(1);
  std::vector<int> counts(3);
  for (int i = 0; i < 3 * kSeeds; ++i) ++counts[random.below(3)];
  for (const int count : counts) EXPECT_THAT(count, is_about(kSeeds));
}

TEST(Randomised, TheSameSeedMakesTheSameExecutions) {
  Orders orders;
  TestProgram program({orders.steps('a', {0, 8, 0, 0}), orders.steps('b', {8, 0, 0, 8})});
  const auto orders_of = [&](const Make& make, std::uint64_t seed) {
    const auto strategy = make(seed);
    std::vector<std::string> seen;
    for (int i = 0; i < 50; ++i) seen.push_back(orders.run(program, *strategy));
    return seen;
  };
  for (const auto& [name, make] : kAll) {
    EXPECT_EQ(orders_of(make, 7), orders_of(make, 7)) << name;
    EXPECT_NE(orders_of(make, 7), orders_of(make, 8)) << name;
  }
}

TEST(Randomised, FailingSchedulesReplay) {
  TestProgram program({[] { lock(0), lock(8), unlock(8), unlock(0); }, [] { lock(8), lock(0); }});
  for (const auto& [name, make] : kAll) {
    const auto strategy = make(1);
    std::vector<Step> failing;
    for (int i = 0; i < 1000 && failing.empty(); ++i) {
      strategy->begin_execution();
      const ExecutionResult& result = program.run(*strategy);
      strategy->end_execution();
      if (result.verdict == Verdict::deadlock) failing = result.schedule;
    }
    ASSERT_FALSE(failing.empty()) << name;
    ReplayStrategy replay(failing);
    replay.begin_execution();
    EXPECT_EQ(program.run(replay).verdict, Verdict::deadlock) << name;
    EXPECT_FALSE(replay.diverged()) << name;
  }
}

// a goes first unless b does both of its steps before it: 1 - 1/2 * 1/2.
TEST(RandomWalk, TossesACoinAtEachChoice) {
  Orders orders;
  TestProgram program({orders.steps('a', {0}), orders.steps('b', {8, 0})});
  EXPECT_THAT(orders.count(program, random_strategy, 0)["ab"], is_about(7'500));
}

// Without a change of priorities, threads run one after another, in any order.
TEST(Pct, OfDepthOneNeverLeavesAThread) {
  Orders orders;
  TestProgram program({orders.steps('a', {0, 0}), orders.steps('b', {0, 0}), orders.steps('c', {0, 0})});
  const auto counts = orders.count(
      program, [](std::uint64_t seed) { return pct_strategy(seed, 1); }, 1);
  ASSERT_EQ(counts.size(), 6u);
  for (const auto& [order, count] : counts) EXPECT_THAT(count, is_about(1'667)) << order;
}

// b's store must fall between a's last two steps: two constraints, so one execution in n k finds it. The
// first of each seed counts the choices.
TEST(Pct, FindsABugOfDepthTwoAsOftenAsPromised) {
  bool lost = false;
  TestProgram program({[&] {
                         add(16, 1), add(16, 1), add(16, 1);
                         const auto seen = load(0);
                         lost = load(0) != seen;
                       },
                       [] { add(24, 1), add(24, 1), add(24, 1), add(24, 1), store(0, 1); }});
  constexpr int kThreads = 2, kChoices = 10;
  const auto found_with_depth = [&](int depth) {
    int found = 0;
    for (int seed = 1; seed <= kSeeds; ++seed) {
      const auto strategy = pct_strategy(static_cast<std::uint64_t>(seed), depth);
      for (int i = 0; i < 2; ++i) {
        strategy->begin_execution();
        program.run(*strategy);
        strategy->end_execution();
      }
      found += lost ? 1 : 0;
    }
    return found;
  };
  EXPECT_GE(found_with_depth(2), kSeeds / (kThreads * kChoices));
  EXPECT_EQ(found_with_depth(1), 0);
}

// a before b on word 0. Their priorities and that of b's first step are p, r and q: p > q, or else p > r when
// b's first step, which races with nothing, is over: 1/2 + 1/6. A coin at each choice would give 3/4.
TEST(PartialOrderSampling, KeepsPrioritiesOverStepsThatRaceWithNothing) {
  Orders orders;
  TestProgram program({orders.steps('a', {0}), orders.steps('b', {8, 0})});
  EXPECT_THAT(orders.count(program, partial_order_strategy, 0)["ab"], is_about(6'667));
}

// Both of b's steps race with a's, whose priority is drawn anew after the first: 1/2 + 1/2 * 1/2.
TEST(PartialOrderSampling, DrawsAnewAfterARace) {
  Orders orders;
  TestProgram program({orders.steps('a', {0}), orders.steps('b', {0, 0})});
  auto counts = orders.count(program, partial_order_strategy, 0);
  EXPECT_THAT(counts["abb"], is_about(5'000));
  EXPECT_THAT(counts["bab"], is_about(2'500));
  EXPECT_THAT(counts["bba"], is_about(2'500));
}

// The five places of one step among four, where a coin would put it first in half of all executions.
TEST(SelectivelyUniform, MakesInterleavingsEquallyLikely) {
  Orders orders;
  TestProgram program({orders.steps('a', {0}), orders.steps('b', {0, 0, 0, 0})});
  const auto counts = orders.count(program, selectively_uniform_strategy, 1);
  ASSERT_EQ(counts.size(), 5u);
  for (const auto& [order, count] : counts) EXPECT_THAT(count, is_about(2'000)) << order;
}

// b's way to word 0 is long, but what only one thread uses is nothing to be uniform about.
TEST(SelectivelyUniform, CountsNothingThatIsUsedByOneThread) {
  Orders orders;
  TestProgram program({orders.steps('a', {0}), orders.steps('b', {8, 8, 8, 8, 0})});
  EXPECT_THAT(orders.count(program, selectively_uniform_strategy, 1)["ab"], is_about(5'000));
}

// a starts c, whose two steps come after a's own: b's one step falls into each of the four places as often.
TEST(SelectivelyUniform, AThreadStandsForThoseThatItStarts) {
  Orders orders;
  static ThreadBody child;
  child = orders.steps('c', {0, 0});
  const auto parent = [&] {
    orders.step('a', 0);
    AgentId id;
    model::create(
        &id, [](void*) -> void* { return g_modelled = false, child(), nullptr; }, nullptr, false);
    model::join(id, nullptr);
  };
  TestProgram program({parent, orders.steps('b', {0})});
  const auto counts = orders.count(program, selectively_uniform_strategy, 1);
  ASSERT_EQ(counts.size(), 4u);
  for (const auto& [order, count] : counts) EXPECT_THAT(count, is_about(2'500)) << order;
}

}  // namespace
}  // namespace weft::testing
