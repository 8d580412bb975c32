#include "report/story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace weft {
namespace {

using testing::HasSubstr;
using testing::Not;

Event event(std::uint32_t agent, Op op, std::uint32_t object, int line) {
  Event e;
  e.agent = AgentId(agent);
  e.op = op;
  e.object = ObjectId(object);
  e.bytes = 4;
  e.where = {"bank.cpp", line, 1, "f"};
  return e;
}

Event write(std::uint32_t agent, int line, std::uint64_t before, std::uint64_t after) {
  Event e = event(agent, Op::write, 0, line);
  e.name = "balance";
  e.before = before, e.after = after;
  return e;
}

Outcome outcome_of(ScenarioOutcome scenario) {
  Outcome outcome;
  outcome.scenarios = {std::move(scenario)};
  summarise(outcome);
  return outcome;
}

ScenarioOutcome race() {
  ScenarioOutcome scenario;
  scenario.name = "main";
  scenario.verdict = Verdict::data_race;
  scenario.certainty = Certainty::shown;
  scenario.message = "thread 1 and thread 2 write balance";
  Failure failure;
  failure.agents = {{AgentId(0), "main"}, {AgentId(1), "thread 1"}, {AgentId(2), "thread 2"}};
  failure.events = {write(1, 7, 0, 50), write(2, 9, 50, 0xffffffffu)};
  failure.sides = {0, 1};
  failure.preemptions = 1;
  failure.schedule.steps = {{AgentId(1)}, {AgentId(2)}};
  scenario.failure = failure;
  return scenario;
}

// thread 1 holds A and wants B, thread 2 holds B and wants A.
ScenarioOutcome circle() {
  ScenarioOutcome scenario = race();
  scenario.verdict = Verdict::deadlock;
  scenario.message = "every thread waits";
  Failure& failure = *scenario.failure;
  failure.events = {event(1, Op::lock, 1, 12), event(2, Op::lock, 2, 21), event(1, Op::lock, 2, 13),
                    event(2, Op::lock, 1, 22)};
  failure.sides = {2, 3};
  failure.waits = {{AgentId(1), AgentId(2), ObjectId(2), "mutex B", 2, 1},
                   {AgentId(2), AgentId(1), ObjectId(1), "mutex A", 3, 0}};
  failure.cycle = true;
  return scenario;
}

StoryOptions with_source() {
  StoryOptions options;
  options.source = [](const std::string& file, int line) -> std::optional<std::string> {
    return "  text of " + file + " " + std::to_string(line);
  };
  return options;
}

TEST(Story, ShowsBothSidesWithLinesValuesAndSource) {
  const std::string story = tell(outcome_of(race()), with_source());
  EXPECT_THAT(story, HasSubstr("data_race: thread 1 and thread 2 write balance\n"));
  EXPECT_THAT(story, HasSubstr("thread 1  writes balance: 0 -> 50   bank.cpp:7  text of bank.cpp 7\n"));
  EXPECT_THAT(story, HasSubstr("thread 2  writes balance: 50 -> -1  bank.cpp:9  text of bank.cpp 9\n"));
  EXPECT_THAT(story, HasSubstr("How it happens (2 of 2 events, 1 preemption)"));
}

TEST(Story, SaysWhetherFewerPreemptionsSuffice) {
  ScenarioOutcome scenario = race();
  scenario.failure->least_preemptions = 1;
  EXPECT_THAT(tell(outcome_of(scenario), {}), HasSubstr("1 preemption, the fewest that show it)"));
  scenario.failure->least_preemptions = 0;
  EXPECT_THAT(tell(outcome_of(scenario), {}), HasSubstr("1 preemption, the fewest found)"));
  scenario.failure->preemptions = 0;
  EXPECT_THAT(tell(outcome_of(scenario), {}), HasSubstr("0 preemptions)"));
}

TEST(Story, CountsWhatItLeavesOut) {
  ScenarioOutcome scenario = race();
  const auto elsewhere = [](std::uint32_t agent) { return event(agent, Op::atomic_load, 7, 40); };
  std::vector<Event>& events = scenario.failure->events;
  events = {elsewhere(1), elsewhere(2), elsewhere(2), write(1, 7, 0, 50), write(2, 9, 50, 1), elsewhere(1)};
  scenario.failure->sides = {3, 4};
  const std::string story = tell(outcome_of(scenario), {});
  EXPECT_THAT(story, HasSubstr("How it happens (2 of 6 events"));
  EXPECT_THAT(story, HasSubstr(" 1 other step of thread 1, 2 of thread 2"));
  EXPECT_LT(story.find("2 of thread 2"), story.find(">  3"));
  EXPECT_GT(story.rfind(" 1 other step of thread 1"), story.find(">  4"));
}

TEST(Story, ColumnsOfTheStepsAreAligned) {
  const std::string story = tell(outcome_of(race()), {});
  const std::size_t first = story.find(">  0"), second = story.find(">  1");
  ASSERT_NE(first, std::string::npos);
  ASSERT_NE(second, std::string::npos);
  EXPECT_EQ(story.find("bank.cpp:7", first) - first, story.find("bank.cpp:9", second) - second);
  EXPECT_THAT(story, HasSubstr(". X .  thread 1"));
  EXPECT_THAT(story, HasSubstr(". . X  thread 2"));
}

TEST(Story, TellsTheCircleOfADeadlock) {
  const std::string story = tell(outcome_of(circle()), {});
  EXPECT_THAT(story,
              HasSubstr("thread 1 holds mutex A (taken at bank.cpp:12) and waits for mutex B (bank.cpp:13), "
                        "which thread 2 holds (taken at bank.cpp:21)\n"));
  EXPECT_THAT(story,
              HasSubstr("thread 2 holds mutex B (taken at bank.cpp:21) and waits for mutex A (bank.cpp:22), "
                        "which thread 1 holds (taken at bank.cpp:12)\n"));
}

TEST(Story, SaysThatNobodyCanWakeALostWaiter) {
  ScenarioOutcome scenario = circle();
  scenario.failure->waits = {{AgentId(1), AgentId(), ObjectId(2), "condition ready", 2, 0}};
  scenario.failure->cycle = false;
  const std::string story = tell(outcome_of(scenario), {});
  EXPECT_THAT(
      story,
      HasSubstr(
          "thread 1 waits for condition ready (bank.cpp:13), and no thread is left that could wake it"));
}

TEST(Story, GivesTheReplayCommandOrTheSteps) {
  StoryOptions options;
  EXPECT_THAT(tell(outcome_of(race()), options), HasSubstr("Schedule: 1 2\n"));
  options.replay = "weft replay x.schedule";
  EXPECT_THAT(tell(outcome_of(race()), options), HasSubstr("See it again: weft replay x.schedule\n"));
}

TEST(Story, HasColoursOnlyWhenAskedFor) {
  StoryOptions options;
  EXPECT_THAT(tell(outcome_of(race()), options), Not(HasSubstr("\x1b")));
  options.colour = true;
  EXPECT_THAT(tell(outcome_of(race()), options), HasSubstr("\x1b[1;31mdata_race\x1b[0m"));
}

TEST(Story, KeepsTheLastStepsAndEverySide) {
  ScenarioOutcome scenario = race();
  std::vector<Event>& events = scenario.failure->events;
  for (int i = 0; i < 100; ++i) events.push_back(write(1, 30, 1, 2));
  scenario.failure->sides = {0, 101};
  StoryOptions options;
  options.max_steps = 5;
  const std::string story = tell(outcome_of(scenario), options);
  EXPECT_THAT(story, HasSubstr("How it happens (6 of 102 events"));
  EXPECT_THAT(story, HasSubstr(">  0 "));
}

TEST(Story, ControlCharactersOfTheProgramNeverReachTheTerminal) {
  ScenarioOutcome scenario = race();
  scenario.message = "a\x1b[2Jb\rc\x07";
  scenario.output = "x\x1b]0;title\x07y\x9b\nsecond\n\xc2\x9bz";
  scenario.failure->events[0].name = "n\x1b[31mame";
  const std::string story = tell(outcome_of(scenario), {});
  EXPECT_THAT(story, HasSubstr("data_race: abc\n"));
  EXPECT_THAT(story, HasSubstr("writes name: 0 -> 50"));
  for (char c : story) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ') << int(c);
}

TEST(Story, OutputIsCutAfterTenLines) {
  ScenarioOutcome scenario = race();
  for (int i = 1; i <= 30; ++i) scenario.output += "line " + std::to_string(i) + "\n";
  const std::string story = tell(outcome_of(scenario), {});
  EXPECT_THAT(story, HasSubstr("  | line 10\n  | ...\n"));
  EXPECT_THAT(story, Not(HasSubstr("line 11")));
}

TEST(Story, NamesWhatTheCheckerDidNotSee) {
  ScenarioOutcome scenario = race();
  scenario.unmodelled = {"fopen", "rand"};
  EXPECT_THAT(tell(outcome_of(scenario), {}), HasSubstr("unseen by the checker: fopen, rand\n"));
}

TEST(Story, CompileErrorsShowTheirLine) {
  Outcome outcome;
  outcome.verdict = Verdict::compile_error;
  outcome.diagnostics = {{"error", {"bank.cpp", 3, 9, ""}, "use of undeclared identifier 'x'"}};
  const std::string story = tell(outcome, with_source());
  EXPECT_THAT(
      story,
      HasSubstr("bank.cpp:3:9: error: use of undeclared identifier 'x'\n      |   text of bank.cpp 3\n"));
}

TEST(Story, StagesShowScoreAndWhatWasNotReached) {
  Outcome outcome = outcome_of(race());
  outcome.stages = {{"compiles", true, true, 1, 1, ""},
                    {"race-free", false, true, 0, 2, "main: data_race"},
                    {"stress", false, false, 0, 1, ""}};
  outcome.score = 1, outcome.max_score = 4;
  const std::string story = tell(outcome, {});
  EXPECT_THAT(story, HasSubstr("ok    compiles   1 / 1\n"));
  EXPECT_THAT(story, HasSubstr("FAIL  race-free  0 / 2  main: data_race\n"));
  EXPECT_THAT(story, HasSubstr("-     stress     0 / 1\n"));
  EXPECT_THAT(story, HasSubstr("score 1 / 4\n"));
}

TEST(Story, OfSeveralScenariosTheFirstFailureIsTold) {
  Outcome outcome;
  ScenarioOutcome good = race();
  good.name = "quiet", good.verdict = Verdict::accepted, good.certainty = Certainty::verified,
  good.failure.reset();
  ScenarioOutcome first = race(), second = race();
  first.name = "first", second.name = "second";
  outcome.scenarios = {good, first, second};
  summarise(outcome);
  const std::string story = tell(outcome, {});
  EXPECT_THAT(story, HasSubstr("\nScenario first\n"));
  EXPECT_THAT(story, Not(HasSubstr("\nScenario second\n")));
  EXPECT_THAT(story, HasSubstr("verified, 0 executions"));
}

TEST(Certainty, IsSaidWithItsBounds) {
  ScenarioOutcome scenario;
  scenario.statistics.executions = 20;
  scenario.statistics.steps = 120;
  scenario.bounds = "at most 2 preemptions";
  scenario.certainty = Certainty::verified;
  EXPECT_EQ(certainty_sentence(scenario),
            "Verified: every execution was explored (20 executions, 120 steps, 0.00 s; bounds: at most 2 "
            "preemptions).");
  scenario.certainty = Certainty::tested;
  EXPECT_THAT(certainty_sentence(scenario), HasSubstr("executions that were not tried"));
  scenario.certainty = Certainty::inconclusive;
  EXPECT_THAT(certainty_sentence(scenario), HasSubstr("Inconclusive: stopped early"));
  scenario.mode = Mode::real;
  scenario.certainty = Certainty::tested;
  EXPECT_THAT(certainty_sentence(scenario), HasSubstr("20 runs on real threads"));
}

Event access(std::uint32_t agent, Op op, const char* name, int line, const char* order) {
  Event e = event(agent, op, static_cast<std::uint32_t>(name[0]), line);
  e.name = name;
  e.text = order;
  return e;
}

// thread 1 writes data and sets ready; main sees ready, and not the data.
ScenarioOutcome unseen_data() {
  ScenarioOutcome scenario = race();
  scenario.verdict = Verdict::wrong_result;
  Failure& failure = *scenario.failure;
  failure.events = {
      access(1, Op::atomic_store, "data", 5, "relaxed"), access(1, Op::atomic_store, "data", 6, "relaxed"),
      access(1, Op::atomic_store, "ready", 7, "relaxed"), access(0, Op::atomic_load, "ready", 20, "relaxed"),
      access(0, Op::atomic_load, "data", 21, "relaxed")};
  failure.sides = {};
  failure.schedule.steps = {};
  failure.schedule.graph = {{AgentId(1)}, {AgentId(0), GraphStep::Detail::reads, 1}};
  failure.weak_memory = true;
  failure.weak_accesses = {{.event = 4, .older = 0, .newer = 1, .through_store = 2, .through_load = 3}};
  return scenario;
}

TEST(WeakStory, NamesTheOldStoreAndWhatWouldOrderTheNewOne) {
  const std::string story = tell(outcome_of(unseen_data()), {});
  EXPECT_THAT(story,
              HasSubstr("No interleaving shows this, only a weak memory:\n"
                        "  main loads data (bank.cpp:21): this load may see the older store of thread 1 "
                        "(bank.cpp:5): nothing orders the store of thread 1 (bank.cpp:6) before it\n"
                        "    a release store to ready (bank.cpp:7) and an acquire load of ready "
                        "(bank.cpp:20) would\n"));
  EXPECT_THAT(story, HasSubstr("loads data: 0 (relaxed), not the newest"));
  EXPECT_THAT(story, HasSubstr("Schedule: 1 0r1\n"));
}

TEST(WeakStory, AsksOnlyForTheOrderThatIsMissing) {
  ScenarioOutcome scenario = unseen_data();
  scenario.failure->events[2].text = "release";
  EXPECT_THAT(tell(outcome_of(scenario), {}),
              HasSubstr("    an acquire load of ready (bank.cpp:20) would\n"));
  scenario.failure->events[2].text = "relaxed";
  scenario.failure->events[3].text = "acquire";
  EXPECT_THAT(tell(outcome_of(scenario), {}), HasSubstr("    a release store to ready (bank.cpp:7) would\n"));
}

TEST(WeakStory, WithoutAnyNewsOnlySequentialConsistencyHelps) {
  ScenarioOutcome scenario = unseen_data();
  scenario.failure->weak_accesses = {{.event = 4, .newer = 1}};
  const std::string story = tell(outcome_of(scenario), {});
  EXPECT_THAT(story, HasSubstr("this load may see the value that was there before any store"));
  EXPECT_THAT(story, HasSubstr("    memory_order_seq_cst for all"));
}

TEST(WeakStory, AStoreMayCountAsTheOlderOne) {
  ScenarioOutcome scenario = unseen_data();
  scenario.failure->weak_accesses = {{.event = 1, .newer = 0}};
  const std::string story = tell(outcome_of(scenario), {});
  EXPECT_THAT(story, HasSubstr("thread 1 stores to data (bank.cpp:6): this store may count as the older one: "
                               "nothing orders the store of thread 1 (bank.cpp:5) before it"));
  EXPECT_THAT(story, HasSubstr("(relaxed), counted as older"));
}

TEST(WeakStory, WhatExplainsItIsAlwaysTold) {
  ScenarioOutcome scenario = unseen_data();
  StoryOptions options;
  options.max_steps = 0;
  EXPECT_THAT(tell(outcome_of(scenario), options), HasSubstr("How it happens (5 of 5 events, weak memory)"));
}

}  // namespace
}  // namespace weft
