// A person chooses: the options at each choice, the ways to the end, and schedules that do not fit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/explorer.h"
#include "check/program.h"

namespace weft::testing {
namespace {

using ::testing::ElementsAre;

class NoOutput final : public OutputCapture {
 public:
  void discard() override {}
  std::string take() override { return ""; }
};

Exploration choose(TestProgram& program, const std::string& steps,
                   Granularity granularity = Granularity::sync) {
  NoOutput output;
  ExplorerOptions options;
  options.plan = ExplorerOptions::Plan::choose;
  options.schedule = parse_steps(steps).value();
  options.settings.granularity = granularity;
  options.settings.races_fail = false;
  return Explorer(program.execution(), output, TestProgram::body, &program).explore(options);
}

// "1 2! 1t": who can go on; "!" where that preempts.
std::string options_of(const Exploration& found) {
  std::string text;
  for (const Choice& choice : found.failure->choices)
    text += (text.empty() ? "" : " ") + format_steps({{choice.agent, choice.variant}}) +
            (choice.preempts ? "!" : "");
  return text;
}

std::string schedule_of(const Exploration& found) { return format_steps(found.failure->schedule); }

const auto kTwoSteps = [] { add(0, 1), add(0, 1); };

const auto kIncrement = [] { store(8, load(8) + 1); };
const auto kExpectTwo = [] {
  if (load(8) != 2) execution()->fail(Verdict::wrong_result, "lost");
};

TEST(Choose, StopsWhereTheStepsEndAndSaysWhoCanGoOn) {
  TestProgram program({kTwoSteps, kTwoSteps});
  const std::pair<const char*, const char*> cases[] = {
      {"", "1 2"}, {"1", "1 2!"}, {"2", "1! 2"}, {"1 2", "1! 2"}, {"2 1", "1 2!"}};
  for (const auto& [steps, options] : cases) {
    const Exploration found = choose(program, steps);
    EXPECT_EQ(options_of(found), options) << "after " << steps;
    EXPECT_EQ(schedule_of(found), steps);
    EXPECT_EQ(found.verdict, Verdict::inconclusive);
    EXPECT_EQ(found.certainty, Certainty::inconclusive);
  }
  EXPECT_EQ(choose(program, "1").message, "stopped at choice 2: 2 threads can go on");
  EXPECT_EQ(choose(program, "1").statistics.executions, 0u);
}

void walk(TestProgram& program, const std::string& steps, std::vector<std::string>& ends) {
  const Exploration found = choose(program, steps);
  for (const Choice& choice : found.failure->choices)
    walk(program, steps + " " + format_steps({{choice.agent, choice.variant}}), ends);
  if (found.failure->choices.empty()) ends.push_back(schedule_of(found));
}

// Two threads of two steps merge in six ways; what is left when one thread has ended is no choice.
TEST(Choose, EveryWayToTheEndCanBeChosen) {
  TestProgram program({kTwoSteps, kTwoSteps});
  std::vector<std::string> ends;
  walk(program, "", ends);
  EXPECT_THAT(ends, ElementsAre("1x2", "1 2 1", "1 2x2", "2 1x2", "2 1 2", "2x2"));
}

TEST(Choose, TellsWhatEachThreadWouldDo) {
  TestProgram program({[] { load(0), store(8, 7); }, [] { lock(16), unlock(16); }});
  const Exploration found = choose(program, "1");
  ASSERT_EQ(found.failure->choices.size(), 2u);
  const Event& first = found.failure->choices[0].event;
  EXPECT_EQ(first.agent, AgentId(1));
  EXPECT_EQ(first.op, Op::atomic_store);
  EXPECT_EQ(first.address, address_of(8));
  EXPECT_EQ(first.bytes, 8u);
  EXPECT_EQ(first.after, 0u) << "it has not happened";
  const Event& second = found.failure->choices[1].event;
  EXPECT_EQ(second.agent, AgentId(2));
  EXPECT_EQ(second.op, Op::lock);
  EXPECT_TRUE(second.object);
}

TEST(Choose, RecordsWhatHappenedSoFar) {
  TestProgram program({[] { write(8, 5), write(16, 6); }, [] { write(24, 7); }});
  choose(program, "1", Granularity::all);
  const std::vector<Event>& events = program.execution().recorder().events();
  const auto write_to_8 = [](const Event& event) {
    return event.op == Op::write && event.address == address_of(8) && event.after == 5;
  };
  EXPECT_EQ(std::count_if(events.begin(), events.end(), write_to_8), 1);
  const auto any_write = [](const Event& event) { return event.op == Op::write; };
  EXPECT_EQ(std::count_if(events.begin(), events.end(), any_write), 1) << "and nothing that comes later";
}

TEST(Choose, TimeoutsAndSpuriousWakeupsAreChoices) {
  const auto wait = [] {
    lock(0);
    model::condition_wait(address_of(16), address_of(0), MutexType::normal, 1'000'000);
    unlock(0);
  };
  TestProgram program({wait, [] { add(24, 1), add(24, 1); }});
  const Exploration found = choose(program, "1x2");
  EXPECT_EQ(options_of(found), "2 1s 1t");
  EXPECT_EQ(found.message, "stopped at choice 3: 2 threads can go on, in 3 ways");
  EXPECT_EQ(schedule_of(choose(program, "1x2 1t")), "1x2 1t");
}

TEST(Choose, AStepThatDoesNotFitIsNamed) {
  TestProgram program({kTwoSteps, kTwoSteps});
  const Exploration found = choose(program, "1 9 2");
  EXPECT_EQ(found.message, "step 2 of the schedule does not fit: 9 is not possible there, only 1, 2");
  EXPECT_EQ(found.verdict, Verdict::inconclusive);
  EXPECT_EQ(schedule_of(found), "1");
  EXPECT_EQ(options_of(found), "1 2!");
}

TEST(Choose, StepsAfterTheEndAreCounted) {
  TestProgram program({kTwoSteps, kTwoSteps});
  const Exploration found = choose(program, "1x2 2x3");
  EXPECT_EQ(found.verdict, Verdict::accepted);
  EXPECT_EQ(found.unused_steps, 3u);
  EXPECT_EQ(schedule_of(found), "1x2");
}

TEST(Choose, AnExecutionWithoutAFailureIsTestedAndKept) {
  TestProgram program({kIncrement, kIncrement}, kExpectTwo);
  const Exploration found = choose(program, "1x2");
  EXPECT_EQ(found.verdict, Verdict::accepted);
  EXPECT_EQ(found.certainty, Certainty::tested);
  EXPECT_EQ(found.message, "this schedule ends without a failure");
  EXPECT_EQ(found.statistics.executions, 1u);
  ASSERT_TRUE(found.failure);
  EXPECT_GT(program.execution().recorder().size(), 0u);
}

// One preemption would do; the person made two.
TEST(Choose, AFailureKeepsThePersonsOwnSchedule) {
  TestProgram program({kIncrement, kIncrement}, kExpectTwo);
  const Exploration found = choose(program, "1 2 1");
  EXPECT_EQ(found.verdict, Verdict::wrong_result);
  EXPECT_EQ(found.message, "lost");
  EXPECT_EQ(found.certainty, Certainty::shown);
  EXPECT_EQ(schedule_of(found), "1 2 1");
  EXPECT_EQ(found.failure->preemptions, 2);
  EXPECT_EQ(program.execution().recorder().events().back().op, Op::fail);
}

TEST(Choose, DeadlocksEndTheExecution) {
  const auto both = [](int first, int second) { return [=] { lock(first), lock(second); }; };
  TestProgram program({both(0, 8), both(8, 0)});
  const Exploration found = choose(program, "1 2");
  EXPECT_EQ(found.verdict, Verdict::deadlock);
  EXPECT_EQ(options_of(found), "");
}

}  // namespace
}  // namespace weft::testing
