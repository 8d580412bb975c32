// Which strategies an exploration uses, how far each goes, and what it says of that.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/exploring.h"

namespace weft::testing {
namespace {

using ::testing::HasSubstr;
using Plan = ExplorerOptions::Plan;

const ThreadBody kIncrementTwice = [] {
  for (int i = 0; i < 2; ++i) store(0, load(0) + 1);
};
const auto fail_at = [](std::uint64_t value) {
  return [value] {
    if (load(0) == value) execution()->fail(Verdict::wrong_result, "the sum is too small");
  };
};

// Four increments make 2 if one thread is preempted between its first load and store, and the other does all.
TEST(Plan, GoesThroughPreemptionBoundsUntilTheBugIsFound) {
  TestProgram program({kIncrementTwice, kIncrementTwice}, fail_at(2));
  const Exploration found = explore(program, {.plan = Plan::preemptions});
  EXPECT_EQ(found.verdict, Verdict::wrong_result);
  EXPECT_EQ(found.failure->preemptions, 1);
  EXPECT_EQ(found.statistics.preemption_bound, 0);
  const Exploration bounded = explore(program, {.plan = Plan::preemptions, .preemption_bound = 0});
  EXPECT_EQ(bounded.verdict, Verdict::inconclusive);
  EXPECT_EQ(bounded.certainty, Certainty::tested);
  EXPECT_EQ(bounded.message, "no failure with at most 0 preemptions; more was not tried");
}

// They make 3 if the other does one of its own there: two delays, and not with one, which makes 2 or 4.
TEST(Plan, GoesThroughDelayBoundsUntilTheBugIsFound) {
  TestProgram program({kIncrementTwice, kIncrementTwice}, fail_at(3));
  const Exploration found = explore(program, {.plan = Plan::delays});
  EXPECT_EQ(found.verdict, Verdict::wrong_result);
  EXPECT_EQ(found.statistics.delay_bound, 1);
  const Exploration bounded = explore(program, {.plan = Plan::delays, .delay_bound = 0});
  EXPECT_EQ(bounded.message, "no failure with at most 0 delays; more was not tried");
  EXPECT_EQ(bounded.statistics.executions, 1u);
}

TEST(Plan, BoundsThatAreNotMetHideNothing) {
  TestProgram program({kIncrementTwice, kIncrementTwice});
  for (const ExplorerOptions& options :
       {ExplorerOptions{.plan = Plan::preemptions}, ExplorerOptions{.plan = Plan::delays}}) {
    const Exploration all = explore(program, options);
    EXPECT_EQ(all.verdict, Verdict::accepted);
    EXPECT_EQ(all.certainty, Certainty::verified);
  }
}

TEST(Plan, ABoundOnChoicesIsNamed) {
  TestProgram program({kIncrementTwice, kIncrementTwice});
  const Exploration some = explore(program, {.plan = Plan::exhaustive, .choice_bound = 2});
  EXPECT_EQ(some.verdict, Verdict::inconclusive);
  EXPECT_EQ(some.statistics.executions, 4u);
  EXPECT_EQ(some.statistics.choice_bound, 2);
  EXPECT_THAT(some.message, HasSubstr("only the first 2 choices varied"));
  const Exploration all = explore(program, {.plan = Plan::exhaustive, .choice_bound = 8});
  EXPECT_EQ(all.certainty, Certainty::verified);
}

TEST(Plan, SaysWhatIsCertainWhenTheBudgetIsSpent) {
  TestProgram program({kIncrementTwice, kIncrementTwice});
  const Exploration some = explore(program, {.plan = Plan::preemptions, .executions = 10});
  EXPECT_EQ(some.statistics.executions, 10u);
  EXPECT_EQ(some.statistics.preemption_bound, 0);
  EXPECT_THAT(some.message, HasSubstr("; all with at most 0 preemptions were among them"));
}

// Five threads of four steps: far more than 2,000 executions. Only what is drawn depends on the seed.
TEST(Plan, TheAutomaticOneDrawsBeforeTheExecutionsAreSpent) {
  std::string log;
  std::vector<ThreadBody> threads;
  for (char name : {'a', 'b', 'c', 'd', 'e'})
    threads.push_back([&log, name] {
      for (int i = 0; i < 4; ++i) add(0, 1), log += name;
    });
  TestProgram program(threads, [&] { log += '|'; });
  const auto log_of = [&](std::uint64_t seed) {
    log.clear();
    EXPECT_EQ(explore(program, {.seed = seed, .executions = 2'000}).statistics.executions, 2'000u);
    return log;
  };
  const std::string first = log_of(1);
  EXPECT_EQ(log_of(1), first);
  EXPECT_NE(log_of(2), first);
}

TEST(Plan, EveryStrategyThatDrawsFindsADeadlockThatReplays) {
  TestProgram program({[] { lock(0), lock(8), unlock(8), unlock(0); }, [] { lock(8), lock(0); }});
  for (const Plan plan : {Plan::random, Plan::pct, Plan::pos, Plan::surw}) {
    const Exploration found = explore(program, {.plan = plan, .executions = 1'000});
    ASSERT_EQ(found.verdict, Verdict::deadlock);
    const Exploration again = explore(program, {.plan = Plan::replay, .schedule = found.failure->schedule});
    EXPECT_EQ(again.verdict, Verdict::deadlock);
    EXPECT_FALSE(again.replay_diverged);
  }
}

TEST(Plan, AskedForOneExecutionItMakesOne) {
  TestProgram program({kIncrementTwice, kIncrementTwice});
  EXPECT_EQ(explore(program, {.executions = 1}).statistics.executions, 1u);
}

}  // namespace
}  // namespace weft::testing
