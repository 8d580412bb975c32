// The timeline of a recording of a real run.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/views/event_words.h"
#include "app/views/timeline_model.h"

namespace weft::app {
namespace {

// One event a call, a microsecond apart.
class RecordingBuilder {
 public:
  RecordingBuilder() { outcome_.recording.emplace(); }

  void name_agent(std::uint32_t id, const std::string& name, const std::string& waits_on = "") {
    outcome_.recording->agents.push_back({.id = AgentId(id),
                                          .name = name,
                                          .state = waits_on.empty() ? "runnable" : "blocked",
                                          .waits_on = waits_on});
  }

  Event& add(std::uint32_t agent, Op op, std::uint32_t whom = 0) {
    Event event{.agent = AgentId(agent), .op = op};
    event.after = whom;
    event.at = 1000 * outcome_.recording->events.size();
    outcome_.recording->events.push_back(event);
    return outcome_.recording->events.back();
  }

  void starts(std::uint32_t agent, Op op, std::uint32_t processor) { add(agent, op).processor = processor; }

  Timeline timeline() const { return build_timeline(outcome_); }
  const Failure& recording() const { return *outcome_.recording; }
  ScenarioOutcome& outcome() { return outcome_; }

 private:
  ScenarioOutcome outcome_;
};

// main (1) starts a fiber (2) on processor 0, and waits; the fiber waits, is woken by another one (3) that
// runs on processor 1, goes on there and ends.
RecordingBuilder example() {
  RecordingBuilder builder;
  builder.name_agent(1, "main", "join 0x10");
  builder.name_agent(2, "producer");
  builder.name_agent(3, "consumer");
  builder.add(1, Op::spawn, 2);      // 0
  builder.starts(2, Op::start, 0);   // 1
  builder.add(1, Op::park);          // 2
  builder.add(2, Op::park);          // 3
  builder.starts(3, Op::resume, 1);  // 4
  builder.add(3, Op::unpark, 2);     // 5
  builder.add(3, Op::finish);        // 6
  builder.starts(2, Op::resume, 1);  // 7
  builder.add(2, Op::finish);        // 8
  return builder;
}

std::vector<Span> spans_of(const Timeline& timeline, std::uint32_t lane) {
  std::vector<Span> found;
  std::copy_if(timeline.spans.begin(), timeline.spans.end(), std::back_inserter(found),
               [&](const Span& span) { return span.lane == lane; });
  return found;
}

void expect_span(const Span& span, SpanKind kind, double from, double to, std::uint32_t processor) {
  EXPECT_EQ(span.kind, kind);
  EXPECT_EQ(span.from, from);
  EXPECT_EQ(span.to, to);
  EXPECT_EQ(span.processor, processor);
}

TEST(RecordedTurns, AFiberRunsWaitsAndRunsElsewhere) {
  const auto spans = spans_of(example().timeline(), 1);
  ASSERT_EQ(spans.size(), 3u);
  expect_span(spans[0], SpanKind::running, 1, 3, 0);
  expect_span(spans[1], SpanKind::blocked, 3, 5, kNoProcessor);
  expect_span(spans[2], SpanKind::running, 7, 8, 1);
}

TEST(RecordedTurns, AThreadRunsFromTheBeginningAndWaitsToTheEnd) {
  const Timeline timeline = example().timeline();
  const auto spans = spans_of(timeline, 0);
  ASSERT_EQ(spans.size(), 2u);
  expect_span(spans[0], SpanKind::running, 0, 2, kNoProcessor);
  expect_span(spans[1], SpanKind::blocked, 2, timeline.end, kNoProcessor);
  EXPECT_EQ(timeline.lanes[0].note, "waits for join 0x10");
}

TEST(RecordedTurns, ArrowsLeadFromTheSpawnAndFromTheWakeup) {
  const Timeline timeline = example().timeline();
  ASSERT_EQ(timeline.links.size(), 2u);
  EXPECT_EQ(timeline.links[0].kind, LinkKind::spawn);
  EXPECT_EQ(timeline.links[0].to, 1u);
  EXPECT_EQ(timeline.links[1].kind, LinkKind::wakeup);
  EXPECT_EQ(timeline.links[1].from, 5u);
  EXPECT_EQ(timeline.links[1].to, 7u);
}

TEST(RecordedTurns, ABlockingCallIsNoTurn) {
  RecordingBuilder builder;
  builder.starts(1, Op::start, 0);
  builder.add(1, Op::block);
  builder.add(1, Op::unblock);
  builder.add(1, Op::finish);
  const auto spans = spans_of(builder.timeline(), 0);
  ASSERT_EQ(spans.size(), 3u);
  expect_span(spans[1], SpanKind::blocked, 1, 2, kNoProcessor);
}

TEST(RecordedTurns, WhoeverIsOutsideHasNone) {
  RecordingBuilder builder;
  builder.add(0, Op::spawn, 1);
  builder.starts(1, Op::start, 0);
  const Timeline timeline = builder.timeline();
  EXPECT_TRUE(spans_of(timeline, 0).empty());
  EXPECT_EQ(spans_of(timeline, 1).size(), 1u);
}

TEST(RecordedTurns, TheAxisCountsMicroseconds) {
  const Timeline timeline = example().timeline();
  EXPECT_TRUE(timeline.timed);
  EXPECT_EQ(timeline.processors, 2u);
  EXPECT_EQ(timeline.steps.back(), 8u);
}

TEST(RecordedTurns, AFailureIsShownRatherThanTheRecording) {
  RecordingBuilder builder = example();
  builder.outcome().failure.emplace().events = {Event{.agent = AgentId(0), .op = Op::fail}};
  EXPECT_EQ(builder.timeline().marks.size(), 1u);
  EXPECT_FALSE(builder.timeline().timed);
}

TEST(RecordedTurns, EventsThatNameNobodyWhoIsThereAreLeftOut) {
  RecordingBuilder builder;
  builder.add(1, Op::unpark, 77);
  EXPECT_TRUE(builder.timeline().links.empty());
}

TEST(RecordedTurns, EventsSayWhere) {
  RecordingBuilder builder;
  builder.starts(1, Op::start, 1);
  builder.starts(1, Op::steal, 0);
  builder.add(1, Op::park).name = "channel 0x7f40";
  const auto& events = builder.recording().events;
  EXPECT_EQ(subject(builder.recording(), events[0]), "on processor 1");
  EXPECT_EQ(subject(builder.recording(), events[1]), "from processor 0");
  EXPECT_EQ(short_subject(builder.recording(), events[2]), "channel");
  EXPECT_EQ(subject(builder.recording(), events[2]), "channel 0x7f40");
}

}  // namespace
}  // namespace weft::app
