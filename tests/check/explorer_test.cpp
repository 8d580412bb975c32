#include "check/explorer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/exploring.h"

namespace weft::testing {
namespace {

const auto kBothLocks = [](int first, int second) {
  return [=] { lock(first), lock(second), unlock(second), unlock(first); };
};

TEST(Explorer, SaysVerifiedOnlyWhenItSawEverything) {
  const auto increment = [] { lock(0), write(8, read(8) + 1), unlock(0); };
  TestProgram program({increment, increment});
  const Exploration all = explore(program);
  EXPECT_EQ(all.verdict, Verdict::accepted);
  EXPECT_EQ(all.certainty, Certainty::verified);
  const Exploration one = explore(program, {.plan = ExplorerOptions::Plan::exhaustive, .executions = 1});
  EXPECT_EQ(one.verdict, Verdict::inconclusive);
  const Exploration chance = explore(program, {.plan = ExplorerOptions::Plan::random, .executions = 500});
  EXPECT_EQ(chance.verdict, Verdict::inconclusive);
  EXPECT_EQ(chance.certainty, Certainty::tested);
  EXPECT_EQ(chance.statistics.executions, 500u);
}

TEST(Explorer, FindsADeadlockWithTheFewestPreemptions) {
  TestProgram program({kBothLocks(0, 8), kBothLocks(8, 0)});
  for (auto plan :
       {ExplorerOptions::Plan::automatic, ExplorerOptions::Plan::exhaustive, ExplorerOptions::Plan::random}) {
    const Exploration found = explore(program, {.plan = plan});
    EXPECT_EQ(found.verdict, Verdict::deadlock);
    EXPECT_EQ(found.certainty, Certainty::shown);
    ASSERT_TRUE(found.failure);
    EXPECT_EQ(found.failure->preemptions, 1);
  }
}

TEST(Explorer, AFoundScheduleReplays) {
  TestProgram program({kBothLocks(0, 8), kBothLocks(8, 0)});
  const Exploration found = explore(program);
  ASSERT_TRUE(found.failure);
  const Exploration again =
      explore(program, {.plan = ExplorerOptions::Plan::replay, .schedule = found.failure->schedule});
  EXPECT_EQ(again.verdict, Verdict::deadlock);
  EXPECT_FALSE(again.replay_diverged);
  const Exploration cut = explore(program, {.plan = ExplorerOptions::Plan::replay, .schedule = {}});
  EXPECT_EQ(cut.verdict, Verdict::inconclusive) << "an empty schedule preempts nobody and shows nothing";
}

TEST(Explorer, KeepsCountingWhenAsked) {
  TestProgram program({[] { store(8, load(8) + 1); }, [] { store(8, load(8) + 1); }},
                      [] { execution()->observe("x", std::to_string(load(8))); });
  const Exploration found =
      explore(program, {.plan = ExplorerOptions::Plan::exhaustive, .sleep_sets = false});
  EXPECT_EQ(found.verdict, Verdict::accepted);
  // Of the 6 merges of load-store with load-store, the 2 that do not overlap give 2.
  ASSERT_EQ(found.histogram.size(), 2u);
  EXPECT_EQ(found.histogram[0].value, "x=1");
  EXPECT_EQ(found.histogram[0].count, 4u);
  EXPECT_EQ(found.histogram[1].count, 2u);
}

TEST(Explorer, TheSameSeedTakesTheSameWay) {
  const auto run = [](std::uint64_t seed) {
    TestProgram program({[] { add(0, 1), add(8, 1); }, [] { add(8, 2), add(0, 2); }},
                        [] { execution()->observe("x", std::to_string(load(0))); });
    return explore(program, {.plan = ExplorerOptions::Plan::random, .seed = seed, .executions = 50})
        .statistics.steps;
  };
  EXPECT_EQ(run(7), run(7));
}

TEST(Explorer, BoundsAreNamed) {
  TestProgram program({[] { add(0, 1), add(0, 1); }, [] { add(0, 1), add(0, 1); }});
  const Exploration bounded =
      explore(program, {.plan = ExplorerOptions::Plan::exhaustive, .preemption_bound = 1});
  EXPECT_EQ(bounded.verdict, Verdict::inconclusive);
  EXPECT_EQ(bounded.statistics.preemption_bound, 1);
  EXPECT_THAT(bounded.bounds, ::testing::HasSubstr("sequentially consistent"));
}

}  // namespace
}  // namespace weft::testing
