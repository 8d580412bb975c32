// A recording made by hand, as both of its files.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/recording_outcome.h"
#include "trace/codec.h"

namespace weft {
namespace {

using Kind = scheduling_event_kind;
using Json = nlohmann::json;
using std::chrono::nanoseconds;

const int g_lock = 0;

scheduling_event event(int at, Kind kind, std::uint32_t thread, std::uint64_t agent,
                       std::uint64_t other = 0) {
  return {.at = nanoseconds(at), .kind = kind, .thread = thread, .agent = agent, .other = other};
}

// Agent 7 spawns 9, which another kernel thread steals, and which waits for a mutex until 7 lets it go on.
recording example() {
  recording recorded;
  recorded.length = nanoseconds(10'000);
  recorded.threads = {{.system_id = 41}, {.system_id = 42, .lost = 3}};
  recorded.agents = {{7, "fiber", "root"}, {9, "fiber", ""}};
  recorded.events = {
      event(1000, Kind::start, 0, 7), event(2000, Kind::spawn, 0, 9, 7), event(2500, Kind::steal, 1, 9),
      event(3000, Kind::start, 1, 9), event(4000, Kind::park, 1, 9),     event(5000, Kind::unpark, 0, 9, 7),
      event(5500, Kind::yield, 0, 7), event(6000, Kind::migrate, 0, 9),  event(6000, Kind::start, 0, 9),
      event(6100, Kind::block, 0, 9), event(6100, Kind::hand_off, 0, 9), event(6900, Kind::unblock, 0, 9),
      event(7000, Kind::end, 0, 9),   event(8000, Kind::start, 1, 7),
  };
  recorded.events[0].processor = 0;
  recorded.events[2].processor = 0;
  recorded.events[4].reason = "mutex";
  recorded.events[4].object = &g_lock;
  recorded.events[7].from_thread = 1;
  recorded.events[10].processor = 0;
  return recorded;
}

std::vector<Json> with(const Json& trace, const char* phase) {
  std::vector<Json> found;
  for (const Json& event : trace["traceEvents"])
    if (event["ph"] == phase) found.push_back(event);
  return found;
}

TEST(ChromeTrace, HasATrackForEachKernelThread) {
  const auto names = with(Json::parse(to_chrome_trace(example())), "M");
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(names[0]["tid"], 1);
  EXPECT_EQ(names[0]["args"]["name"], "kernel thread 41");
  EXPECT_EQ(names[1]["args"]["name"], "kernel thread 42 (3 events lost)");
}

TEST(ChromeTrace, HasASliceForEachTurn) {
  const auto slices = with(Json::parse(to_chrome_trace(example())), "X");
  ASSERT_EQ(slices.size(), 5u);
  EXPECT_EQ(slices[0]["name"], "fiber 9");
  EXPECT_EQ(slices[0]["ts"], 3.0);  // microseconds
  EXPECT_EQ(slices[0]["dur"], 1.0);
  EXPECT_EQ(slices[0]["tid"], 2);
  EXPECT_EQ(slices[0]["args"]["end"].get<std::string>().find("waits for mutex 0x"), 0u);
  EXPECT_EQ(slices[1]["name"], "fiber 7 'root'");
  EXPECT_EQ(slices[1]["args"]["end"], "yields");
  EXPECT_EQ(slices[1]["args"]["processor"], 0);
  EXPECT_EQ(slices[2]["name"], "blocking call");
  EXPECT_NEAR(slices[2]["dur"].get<double>(), 0.8, 1e-9);
  EXPECT_EQ(slices[3]["args"]["end"], "ends");
  EXPECT_EQ(slices[4]["args"]["end"], "the recording ended");
  EXPECT_EQ(slices[4]["dur"], 2.0);
}

TEST(ChromeTrace, ArrowsLeadFromTheCauseToTheStart) {
  const Json trace = Json::parse(to_chrome_trace(example()));
  const auto from = with(trace, "s"), to = with(trace, "f");
  ASSERT_EQ(from.size(), 2u);
  ASSERT_EQ(to.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(from[i]["id"], to[i]["id"]);
    EXPECT_LT(from[i]["ts"], to[i]["ts"]);
  }
  EXPECT_EQ(from[0]["tid"], 1);
  EXPECT_EQ(to[0]["tid"], 2);
  EXPECT_NE(from[0]["id"], from[1]["id"]);
}

TEST(ChromeTrace, CountsWhoCouldRun) {
  std::vector<int> counts;
  for (const Json& event : with(Json::parse(to_chrome_trace(example())), "C"))
    counts.push_back(event["args"]["runnable"]);
  EXPECT_EQ(counts, (std::vector{1, 0, 1, 2, 1, 0}));
}

TEST(ChromeTrace, HasInstantsForStealsHandOffsAndMigrations) {
  const auto instants = with(Json::parse(to_chrome_trace(example())), "i");
  ASSERT_EQ(instants.size(), 3u);
  EXPECT_EQ(instants[0]["name"], "steal from processor 0");
  EXPECT_EQ(instants[0]["args"]["agent"], "fiber 9");
  EXPECT_EQ(instants[1]["name"], "migrate from track 2");
  EXPECT_EQ(instants[2]["name"], "hand-off of processor 0");
}

TEST(ChromeTrace, NamesThatAreNoTextDoNotBreakIt) {
  recording recorded = example();
  recorded.agents[0].name = "\xff\"quoted\"";
  EXPECT_FALSE(Json::parse(to_chrome_trace(recorded), nullptr, false).is_discarded());
}

TEST(RecordingOutcome, HoldsTheEventsInOrder) {
  const Outcome outcome = outcome_of(example());
  ASSERT_EQ(outcome.scenarios.size(), 1u);
  EXPECT_EQ(outcome.scenarios[0].mode, Mode::real);
  EXPECT_FALSE(outcome.scenarios[0].failure);
  const Failure& seen = *outcome.scenarios[0].recording;
  EXPECT_EQ(seen.left_out, 3u);
  std::vector<Op> ops;
  for (const Event& each : seen.events) ops.push_back(each.op);
  EXPECT_EQ(ops, (std::vector{Op::resume, Op::spawn, Op::steal, Op::start, Op::park, Op::unpark, Op::yield,
                              Op::migrate, Op::resume, Op::block, Op::hand_off, Op::unblock, Op::finish,
                              Op::resume}));
  EXPECT_EQ(seen.events[1].agent, AgentId(1));  // who spawns
  EXPECT_EQ(seen.events[1].after, 2u);          // whom
  EXPECT_EQ(seen.events[4].name.find("mutex 0x"), 0u);
  EXPECT_EQ(seen.events[7].text, "from kernel thread 42");
  EXPECT_EQ(seen.events[2].processor, 0u);  // from where
  EXPECT_FALSE(seen.events[3].processor);
  ASSERT_EQ(seen.agents.size(), 2u);  // nobody outside did anything
  EXPECT_EQ(seen.agents[0].name, "root");
  EXPECT_EQ(seen.agents[1].name, "fiber 9");
  EXPECT_EQ(seen.agents[1].state, "finished");
}

TEST(RecordingOutcome, NamesThatSeveralBearComeWithTheNumber) {
  recording recorded = example();
  recorded.agents[1].name = "root";
  EXPECT_EQ(execution_of(recorded, 100).agents[0].name, "fiber 7 'root'");
}

TEST(RecordingOutcome, WhoeverIsOutsideIsNamedWhenItActs) {
  recording recorded = example();
  recorded.events[1].other = 0;
  const Failure seen = execution_of(recorded, 100);
  EXPECT_EQ(seen.agents.at(0).name, "outside");
  EXPECT_EQ(seen.events[1].agent, AgentId(0));
}

TEST(RecordingOutcome, AWakeupByNobodyIsNoEventOfItsOwn) {
  recording recorded = example();
  recorded.events[5].other = 0;
  const Failure seen = execution_of(recorded, 100);
  EXPECT_EQ(seen.events.size(), recorded.events.size() - 1);
  EXPECT_EQ(seen.events[5].op, Op::yield);
  EXPECT_EQ(seen.agents[0].name, "root");
}

TEST(RecordingOutcome, KeepsTheLatestEventsAndCountsTheOthers) {
  const Failure seen = execution_of(example(), 2);
  ASSERT_EQ(seen.events.size(), 2u);
  EXPECT_EQ(seen.events[0].op, Op::finish);
  EXPECT_EQ(seen.left_out, 12u + 3u);
}

TEST(RecordingOutcome, IsReadBackAsWritten) {
  const Outcome outcome = outcome_of(example());
  const std::string json = to_outcome_json(example());
  EXPECT_EQ(Json::parse(json)["weft"], 2);
  const Result<Outcome> read = parse_outcome(json);
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read.value(), outcome);
}

TEST(RecordingOutcome, OutcomesWithoutRecordingsKeepTheirVersion) {
  EXPECT_EQ(Json::parse(encode_outcome({}))["weft"], 1);
}

}  // namespace
}  // namespace weft
