#include "trace/codec.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace weft {
namespace {

Schedule example_schedule() {
  return {.program = "04",
          .hash = "00ff",
          .scenario = "two_deposits",
          .granularity = Granularity::all,
          .sources = {"starter.cpp", "dir with space/x.cpp"},
          .arguments = {"-DN=2", "--", "7"},
          .steps = {{AgentId(0)}, {AgentId(0)}, {AgentId(1), Variant::timeout}}};
}

Event example_event() {
  Event event;
  event.step = 7;
  event.agent = AgentId(1);
  event.op = Op::atomic_rmw;
  event.object = ObjectId(3);
  event.name = "balance";
  event.address = 0x7fff'ffff'ffff'fff0;
  event.bytes = 4;
  event.before = 50;
  event.after = ~std::uint64_t{0};
  event.blocked = true;
  event.blocked_since = 0;
  event.text = "relaxed \"quoted\" \n";
  event.frames = {0x1234, 0xffff'ffff'ffff'ffff};
  event.where = {"starter.cpp", 12, 3, "deposit(int)"};
  return event;
}

ScenarioOutcome example_scenario() {
  ScenarioOutcome scenario;
  scenario.name = "two_deposits";
  scenario.verdict = Verdict::data_race;
  scenario.message = "two threads access balance";
  scenario.certainty = Certainty::shown;
  scenario.bounds = "preemptions <= 2";
  scenario.statistics = {.executions = 12345678901,
                         .blocked = 1,
                         .steps = 3,
                         .max_steps = 4,
                         .agents = 3,
                         .preemption_bound = 1,
                         .seconds = 0.25};
  Failure failure;
  failure.schedule = example_schedule();
  failure.agents = {{AgentId(1), "thread 1", "blocked", "B", ObjectId(9), {"A"}},
                    {AgentId(0), "main", "runnable", "", {}, {}}};
  failure.events = {example_event(), Event{.agent = AgentId(0), .op = Op::start}};
  failure.sides = {0, 1};
  failure.waits = {{AgentId(1), AgentId(), ObjectId(9), "B", 0, 77},
                   {AgentId(1), AgentId(0), ObjectId(9), "B", 1, 0}};
  failure.cycle = true;
  failure.preemptions = 2;
  failure.least_preemptions = 1;
  failure.schedule.circle = 1;
  scenario.failure = failure;
  scenario.choices = {{AgentId(1), Variant::normal, true, example_event()},
                      {AgentId(2), Variant::timeout, false, Event{.agent = AgentId(2), .op = Op::cond_wake}}};
  scenario.histogram = {{"balance=50", 3, true, 0.5}, {"balance=100", 7, false, 0}};
  scenario.output = "hi\n";
  scenario.unmodelled = {"fopen"};
  return scenario;
}

// Of a run that Weft's scheduler took part in.
Failure example_recording() {
  Event resumed{.agent = AgentId(1), .op = Op::resume};
  resumed.at = 1'234'567;
  resumed.thread = 3;
  resumed.processor = 1;
  return {.agents = {{.id = AgentId(1), .name = "producer", .state = "runnable"}},
          .events = {resumed},
          .left_out = 7};
}

Outcome example_outcome() {
  Outcome outcome;
  outcome.verdict = Verdict::data_race;
  outcome.message = "race";
  outcome.certainty = Certainty::shown;
  outcome.program = "04";
  outcome.scenarios = {example_scenario(), ScenarioOutcome{.name = "stress", .mode = Mode::real}};
  outcome.diagnostics = {{"warning", {"a.cpp", 3, 9, ""}, "unused"}};
  outcome.stages = {{"compiles", true, true, 1, 1, "ok"}, {"race-free", false, true, 0, 2.5, "no"}};
  outcome.score = 1;
  outcome.max_score = 3.5;
  outcome.seconds = 0.75;
  return outcome;
}

TEST(Codec, OutcomeSurvivesTheRoundTrip) {
  const Outcome outcome = example_outcome();
  const auto back = parse_outcome(encode_outcome(outcome));
  ASSERT_TRUE(back) << back.error();
  EXPECT_EQ(back.value(), outcome);
}

TEST(Codec, ScenarioSurvivesTheRoundTrip) {
  EXPECT_EQ(parse_scenario(encode_scenario(example_scenario())).value(), example_scenario());
  EXPECT_EQ(parse_scenario(encode_scenario(ScenarioOutcome{})).value(), ScenarioOutcome{});
}

TEST(Codec, ScheduleSurvivesTheRoundTrip) {
  EXPECT_EQ(parse_schedule(encode_schedule(example_schedule())).value(), example_schedule());
}

Schedule example_graph() {
  Schedule schedule = example_schedule();
  schedule.steps.clear();
  schedule.graph = {{AgentId(0)}, {AgentId(1), GraphStep::Detail::reads, 2}};
  return schedule;
}

TEST(Codec, AScheduleOfAGraphSurvivesTheRoundTrip) {
  EXPECT_EQ(parse_schedule(encode_schedule(example_graph())).value(), example_graph());
  const auto json = nlohmann::json::parse(encode_schedule(example_graph()));
  EXPECT_EQ(json["weft_schedule"], 2) << "readers of interleavings must refuse it";
  EXPECT_EQ(json["graph"], "0 1r2");
  EXPECT_EQ(json["steps"], "");
}

TEST(Codec, AScheduleOfAnInterleavingIsWrittenAsEver) {
  const auto json = nlohmann::json::parse(encode_schedule(example_schedule()));
  EXPECT_EQ(json["weft_schedule"], 1);
  EXPECT_FALSE(json.contains("graph"));
}

TEST(Codec, AMalformedGraphIsNamed) {
  auto json = nlohmann::json::parse(encode_schedule(example_graph()));
  json["graph"] = "0 1r0";
  const auto bad_step = parse_schedule(json.dump());
  ASSERT_FALSE(bad_step);
  EXPECT_NE(bad_step.error().find("field graph is malformed: '1r0' is not a step"), std::string::npos)
      << bad_step.error();
  json["graph"] = "0 1r1";
  json["steps"] = "0";
  const auto both = parse_schedule(json.dump());
  ASSERT_FALSE(both);
  EXPECT_NE(both.error().find("field steps"), std::string::npos) << both.error();
  json["weft_schedule"] = 3;
  EXPECT_FALSE(parse_schedule(json.dump()));
}

ScenarioOutcome weak_scenario() {
  ScenarioOutcome scenario = example_scenario();
  scenario.failure->schedule = example_graph();
  scenario.failure->weak_memory = true;
  scenario.failure->weak_accesses = {
      {.event = 0, .newer = 1}, {.event = 1, .older = 0, .newer = 0, .through_store = 1, .through_load = 0}};
  return scenario;
}

TEST(Codec, WhatIsAsInNoInterleavingSurvivesTheRoundTrip) {
  EXPECT_EQ(parse_scenario(encode_scenario(weak_scenario())).value(), weak_scenario());
}

TEST(Codec, AWeakAccessNamesEventsThatAreThere) {
  for (auto member : {&WeakAccess::older, &WeakAccess::through_store, &WeakAccess::through_load}) {
    ScenarioOutcome scenario = weak_scenario();
    scenario.failure->weak_accesses[0].*member = 2;
    EXPECT_FALSE(parse_scenario(encode_scenario(scenario)));
  }
}

TEST(Codec, JsonHasTheAgreedShape) {
  const auto json = nlohmann::json::parse(encode_outcome(example_outcome()));
  EXPECT_EQ(json["weft"], 1);
  EXPECT_EQ(json["verdict"], "data_race");
  EXPECT_EQ(json["certainty"], "shown");
  const auto& failure = json["scenarios"][0]["failure"];
  EXPECT_EQ(failure["schedule"]["weft_schedule"], 1);
  EXPECT_EQ(failure["schedule"]["steps"], "0x2 1t");
  EXPECT_EQ(failure["events"][0]["op"], "atomic_rmw");
  EXPECT_EQ(failure["events"][0]["where"]["line"], 12);
  EXPECT_TRUE(failure["events"][1]["object"].is_null());
  EXPECT_TRUE(failure["waits"][0]["holder"].is_null());
  EXPECT_FALSE(json["scenarios"][1].contains("failure"));
  const auto& choice = json["scenarios"][0]["choices"][0];
  EXPECT_EQ(choice["agent"], 1);
  EXPECT_EQ(choice["variant"], "normal");
  EXPECT_EQ(choice["preempts"], true);
  EXPECT_EQ(choice["event"]["op"], "atomic_rmw");
  EXPECT_TRUE(json["scenarios"][1]["choices"].empty());
  EXPECT_EQ(encode_outcome(example_outcome()).find("{\"weft\":1,\"verdict\":\"data_race\""), 0u);
}

TEST(Codec, AbsentFieldsKeepTheirDefaults) {
  const auto outcome = parse_outcome(R"({"weft":1,"verdict":"accepted","scenarios":[]})");
  ASSERT_TRUE(outcome) << outcome.error();
  EXPECT_EQ(outcome.value().certainty, Certainty::inconclusive);
  EXPECT_EQ(outcome.value().seconds, 0);
}

TEST(Codec, OutputThatIsNotUtf8IsReplaced) {
  ScenarioOutcome scenario;
  scenario.output = "a\xff\xfe z";
  EXPECT_EQ(parse_scenario(encode_scenario(scenario)).value().output, "a\uFFFD\uFFFD z");
}

TEST(Codec, NumbersWrittenByJavaScriptAreRead) {
  const auto scenario = parse_scenario(
      R"({"name":"x","verdict":"crash","statistics":{"steps":1e3,"seconds":2},
          "histogram":[{"value":"v","count":18446744073709552000}]})");
  ASSERT_TRUE(scenario) << scenario.error();
  EXPECT_EQ(scenario.value().statistics.steps, 1000u);
  EXPECT_EQ(scenario.value().statistics.seconds, 2);
  EXPECT_EQ(scenario.value().histogram[0].count, ~std::uint64_t{0});
}

// What is wrong, and words that the message must hold.
struct Malformed {
  const char* json;
  const char* complaint;
};

TEST(Codec, MalformedOutcomesNameTheField) {
  const Malformed cases[] = {
      {"", "not JSON"},
      {"{\"weft\":1", "not JSON"},
      {"[]", "must be a JSON object"},
      {R"({"verdict":"accepted"})", "version"},
      {R"({"weft":3,"verdict":"accepted"})", "version 3"},
      {R"({"weft":1,"scenarios":[]})", "verdict is missing"},
      {R"({"weft":1,"verdict":"fine","scenarios":[]})", "verdict has the unknown word 'fine'"},
      {R"({"weft":1,"verdict":3,"scenarios":[]})", "verdict must be a string"},
      {R"({"weft":1,"verdict":"crash","scenarios":{}})", "scenarios must be an array"},
      {R"({"weft":1,"verdict":"crash","scenarios":[7]})", "scenarios[0] must be an object"},
      {R"({"weft":1,"verdict":"crash","scenarios":[],"score":"1"})", "score must be a number"},
      {R"({"weft":1,"verdict":"crash","scenarios":[{"name":"a","verdict":"crash","failure":
          {"schedule":{"scenario":"a","steps":"0"},"events":[{"agent":0,"op":"lok"}]}}]})",
       "scenarios[0].failure.events[0].op has the unknown word 'lok'"},
      {R"({"weft":1,"verdict":"crash","scenarios":[{"name":"a","verdict":"crash","failure":
          {"schedule":{"scenario":"a","steps":"0"},"events":[{"agent":-1,"op":"lock"}]}}]})",
       "events[0].agent must be a whole number"},
      {R"({"weft":1,"verdict":"crash","scenarios":[{"name":"a","verdict":"crash","failure":
          {"schedule":{"scenario":"a","steps":"0"},"events":[{"agent":5000000000,"op":"lock"}]}}]})",
       "events[0].agent is out of range"},
      {R"({"weft":1,"verdict":"crash","scenarios":[{"name":"a","verdict":"crash","failure":
          {"schedule":{"scenario":"a","steps":"0 q"},"events":[]}}]})",
       "schedule.steps is malformed: 'q'"},
      {R"({"weft":1,"verdict":"crash","scenarios":[{"name":"a","verdict":"crash","failure":
          {"schedule":{"scenario":"a","steps":"0"},"events":[],"sides":[0]}}]})",
       "sides names an event that is not there"},
      {R"({"weft":1,"verdict":"crash","scenarios":[{"name":"a","verdict":"crash","choices":
          [{"agent":0,"variant":"odd","event":{"agent":0,"op":"read"}}]}]})",
       "scenarios[0].choices[0].variant has the unknown word 'odd'"},
  };
  for (const Malformed& malformed : cases) {
    const auto outcome = parse_outcome(malformed.json);
    ASSERT_FALSE(outcome) << malformed.json;
    EXPECT_NE(outcome.error().find(malformed.complaint), std::string::npos) << malformed.json << "\n"
                                                                            << outcome.error();
  }
}

TEST(Codec, MalformedSchedulesNameTheField) {
  const Malformed cases[] = {
      {"garbage", "schedule: this is not JSON"},
      {R"({"scenario":"main","steps":""})", "version"},
      {R"({"weft_schedule":9,"scenario":"main","steps":""})", "version 9"},
      {R"({"weft_schedule":1,"scenario":"main"})", "steps is missing"},
      {R"({"weft_schedule":1,"scenario":"main","steps":[0]})", "steps must be a string"},
      {R"({"weft_schedule":1,"scenario":"main","steps":"0","sources":[1]})", "sources[0] must be a string"},
  };
  for (const Malformed& malformed : cases) {
    const auto schedule = parse_schedule(malformed.json);
    ASSERT_FALSE(schedule) << malformed.json;
    EXPECT_NE(schedule.error().find(malformed.complaint), std::string::npos) << schedule.error();
  }
}

TEST(Codec, RecordingsOfRealRunsAreReadBackAndMakeItVersionTwo) {
  Outcome outcome = example_outcome();
  EXPECT_EQ(nlohmann::json::parse(encode_outcome(outcome))["weft"], 1);
  outcome.scenarios[1].recording = example_recording();
  const std::string json = encode_outcome(outcome);
  EXPECT_EQ(nlohmann::json::parse(json)["weft"], 2);
  const Result<Outcome> read = parse_outcome(json);
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read.value(), outcome);
}

TEST(Codec, AnExecutionByItselfIsReadBackAndCheckedLikeOneInAnOutcome) {
  Failure recording = example_recording();
  const Result<Failure> read = parse_execution(encode_execution(recording));
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read.value(), recording);
  recording.sides = {1};
  EXPECT_FALSE(parse_execution(encode_execution(recording)));
}

}  // namespace
}  // namespace weft
