// From a request to the outcome that reports and views read.
#include "run/checked.h"

#include <gtest/gtest.h>

#include "check/program.h"
#include "trace/codec.h"

namespace weft::testing {
namespace {

class NoOutput final : public OutputCapture {
 public:
  void discard() override {}
  std::string take() override { return "printed"; }
};

ScenarioOutcome run(TestProgram& program, StrategyKind strategy, const std::string& steps) {
  NoOutput output;
  const CheckedProgram checked{.body = TestProgram::body, .argument = &program, .unmodelled = {}};
  return run_checked(program.execution(), output, checked,
                     {.scenario = "test",
                      .strategy = strategy,
                      .granularity = Granularity::all,
                      .races_fail = false,
                      .schedule = Schedule{.scenario = "test", .steps = parse_steps(steps).value()}});
}

// Both threads write memory that nobody else looks at.
const auto writes_to = [](int word) { return [word] { write(word, 5), write(word, 6); }; };

std::size_t writes_in(const ScenarioOutcome& outcome) {
  std::size_t count = 0;
  for (const Event& event : outcome.failure->events) count += event.op == Op::write;
  return count;
}

TEST(RunChecked, AnAgentThatJoinsSaysWhomItWaitsFor) {
  TestProgram program({writes_to(8), writes_to(16)});
  const ScenarioOutcome outcome = run(program, StrategyKind::choose, "1");
  EXPECT_EQ(outcome.failure->agents[0].state, "blocked");
  EXPECT_EQ(outcome.failure->agents[0].waits_on, "the end of thread 1");
}

TEST(RunChecked, AnExecutionThatStopsAtAChoiceTellsWhoCanGoOn) {
  TestProgram program({writes_to(8), writes_to(16)});
  const ScenarioOutcome outcome = run(program, StrategyKind::choose, "1");
  EXPECT_EQ(outcome.verdict, Verdict::inconclusive);
  ASSERT_TRUE(outcome.failure);
  EXPECT_EQ(format_steps(outcome.failure->schedule.steps), "1");
  EXPECT_EQ(outcome.failure->schedule.granularity, Granularity::all);
  EXPECT_EQ(outcome.output, "printed");
  ASSERT_EQ(outcome.choices.size(), 2u);
  EXPECT_EQ(outcome.choices[0].agent, AgentId(1));
  EXPECT_FALSE(outcome.choices[0].preempts);
  EXPECT_TRUE(outcome.choices[1].preempts);
  EXPECT_EQ(outcome.choices[1].event.op, Op::write);
  EXPECT_EQ(outcome.choices[1].event.address, address_of(16) - address_of(0)) << "relative to the module";
  EXPECT_NE(outcome.choices[1].event.name, "");
  const auto back = parse_scenario(encode_scenario(outcome));
  ASSERT_TRUE(back) << back.error();
  EXPECT_EQ(back.value(), outcome);
}

TEST(RunChecked, WhatAPersonChoseIsShownThoughItConcernsOneThreadOnly) {
  TestProgram program({writes_to(8), writes_to(16)});
  EXPECT_EQ(writes_in(run(program, StrategyKind::choose, "1")), 1u);
  EXPECT_EQ(writes_in(run(program, StrategyKind::choose, "1 2")), 2u);
  // The last write of thread 2 is no choice any more.
  const ScenarioOutcome ended = run(program, StrategyKind::choose, "1 2 1");
  EXPECT_EQ(ended.verdict, Verdict::accepted);
  EXPECT_TRUE(ended.choices.empty());
  EXPECT_EQ(writes_in(ended), 3u);
}

TEST(RunChecked, StepsThatTheExecutionEndedBeforeAreMentioned) {
  TestProgram program({writes_to(8), writes_to(16)});
  EXPECT_EQ(run(program, StrategyKind::choose, "1 2 1 2").message,
            "this schedule ends without a failure (it ended before the last step of the schedule)");
}

}  // namespace
}  // namespace weft::testing
