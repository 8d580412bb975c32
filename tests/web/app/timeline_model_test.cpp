#include "app/views/timeline_model.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "outcome_builder.h"

namespace weft::app {
namespace {

std::vector<Link> links_of(const Timeline& timeline, LinkKind kind) {
  std::vector<Link> found;
  std::copy_if(timeline.links.begin(), timeline.links.end(), std::back_inserter(found),
               [&](const Link& link) { return link.kind == kind; });
  return found;
}

std::vector<Span> spans_of(const Timeline& timeline, SpanKind kind) {
  std::vector<Span> found;
  std::copy_if(timeline.spans.begin(), timeline.spans.end(), std::back_inserter(found),
               [&](const Span& span) { return span.kind == kind; });
  return found;
}

// Agents 1 and 2 each take a lock (events 0 and 1) and wait for the other's (events 2 and 3).
OutcomeBuilder crossed_locks() {
  OutcomeBuilder builder(Verdict::deadlock);
  builder.add(1, Op::lock, 1);
  builder.add(2, Op::lock, 2);
  builder.add_pending(1, Op::lock, 2, 1);
  builder.add_pending(2, Op::lock, 1, 1);
  builder.failure().sides = {2, 3};
  builder.failure().cycle = true;
  builder.waits(1, 2, 2, 1);
  builder.waits(2, 1, 3, 0);
  return builder;
}

TEST(TimelineModel, IsEmptyWithoutAFailure) {
  const Timeline timeline = build_timeline(ScenarioOutcome{});
  EXPECT_TRUE(timeline.lanes.empty());
  EXPECT_TRUE(timeline.marks.empty());
}

TEST(TimelineModel, GivesEveryAgentALaneInOrderOfItsId) {
  OutcomeBuilder builder;
  builder.name_agent(0, "main");
  builder.name_agent(1, "reader");
  builder.add(2, Op::start);  // named by no one
  const Timeline timeline = build_timeline(builder.outcome());
  ASSERT_EQ(timeline.lanes.size(), 3u);
  EXPECT_EQ(timeline.lanes[0].name, "main");
  EXPECT_EQ(timeline.lanes[1].name, "reader");
  EXPECT_EQ(timeline.lanes[2].name, "thread 2");
  EXPECT_EQ(timeline.marks[0].lane, 2u);
}

TEST(TimelineModel, MarksKnowTheNextEventOfTheirLane) {
  OutcomeBuilder builder;
  builder.add(0, Op::read);
  builder.add(1, Op::write);
  builder.add(0, Op::unlock);
  const Timeline timeline = build_timeline(builder.outcome());
  EXPECT_EQ(timeline.marks[0].next_in_lane, 2u);
  EXPECT_EQ(timeline.marks[1].next_in_lane, kNoColumn);
  EXPECT_EQ(timeline.marks[0].direction, Direction::take);
  EXPECT_EQ(timeline.marks[1].direction, Direction::give);
  EXPECT_EQ(timeline.marks[2].kind, Kind::lock);
}

TEST(TimelineModel, RunningSpansAreRowsOfOneAgent) {
  OutcomeBuilder builder;
  for (const std::uint32_t agent : {0u, 0u, 1u, 0u}) builder.add(agent, Op::write);
  const auto running = spans_of(build_timeline(builder.outcome()), SpanKind::running);
  ASSERT_EQ(running.size(), 3u);
  EXPECT_EQ(running[0].from, -0.5);
  EXPECT_EQ(running[0].to, 1.5);
  EXPECT_EQ(running[1].lane, 1u);
  EXPECT_EQ(running[2].from, 2.5);
}

TEST(TimelineModel, BlockedSpanLiesBetweenTheWaitAndTheEvent) {
  OutcomeBuilder builder;
  builder.add(0, Op::lock, 7);
  builder.add(1, Op::start);
  builder.add(0, Op::unlock, 7);
  builder.add(0, Op::finish);
  builder.add_blocked(1, Op::lock, 7, 1);
  const auto blocked = spans_of(build_timeline(builder.outcome()), SpanKind::blocked);
  ASSERT_EQ(blocked.size(), 1u);
  EXPECT_EQ(blocked[0].lane, 1u);
  EXPECT_EQ(blocked[0].from, 1.5);
  EXPECT_EQ(blocked[0].to, 3.5);
}

TEST(TimelineModel, HandoverLeadsFromTheUnlockToTheLockOfAnotherAgent) {
  OutcomeBuilder builder;
  builder.add(0, Op::lock, 7);
  builder.add(0, Op::unlock, 7);
  builder.add(0, Op::lock, 7);  // its own lock again: no handover
  builder.add(0, Op::unlock, 7);
  builder.add_blocked(1, Op::lock, 7, 1);
  const auto handovers = links_of(build_timeline(builder.outcome()), LinkKind::handover);
  ASSERT_EQ(handovers.size(), 1u);
  EXPECT_EQ(handovers[0].from, 3u);
  EXPECT_EQ(handovers[0].to, 4u);
  EXPECT_TRUE(handovers[0].strong);
}

TEST(TimelineModel, SpawnAndJoinLinkTheAgents) {
  OutcomeBuilder builder;
  builder.add(0, Op::spawn).after = 1;
  builder.add(1, Op::start);
  builder.add(1, Op::finish);
  builder.add(0, Op::join).after = 1;
  const Timeline timeline = build_timeline(builder.outcome());
  const auto spawns = links_of(timeline, LinkKind::spawn), joins = links_of(timeline, LinkKind::join);
  ASSERT_EQ(spawns.size(), 1u);
  EXPECT_EQ(spawns[0].to, 1u);
  ASSERT_EQ(joins.size(), 1u);
  EXPECT_EQ(joins[0].from, 2u);
  EXPECT_EQ(joins[0].to, 3u);
}

TEST(TimelineModel, RaceLinksItsTwoSides) {
  OutcomeBuilder builder(Verdict::data_race);
  builder.add(1, Op::read, 0);
  builder.add(2, Op::write, 0);
  builder.failure().sides = {0, 1};
  const Timeline timeline = build_timeline(builder.outcome());
  const auto races = links_of(timeline, LinkKind::race);
  ASSERT_EQ(races.size(), 1u);
  EXPECT_EQ(races[0].from, 0u);
  EXPECT_EQ(races[0].to, 1u);
  EXPECT_TRUE(timeline.marks[0].side);
}

TEST(TimelineModel, DeadlockShowsWhatIsHeldAndWhoWaits) {
  const Timeline timeline = build_timeline(crossed_locks().outcome());
  const auto waits = links_of(timeline, LinkKind::wait_for);
  ASSERT_EQ(waits.size(), 2u);
  EXPECT_EQ(waits[0].from, 2u);
  EXPECT_EQ(waits[0].to, 1u);
  EXPECT_TRUE(waits[0].strong);
  EXPECT_TRUE(timeline.lanes[0].stuck);
  EXPECT_EQ(timeline.lanes[0].note, "waits for lock of 2");
  EXPECT_TRUE(timeline.marks[2].pending);
  EXPECT_TRUE(links_of(timeline, LinkKind::handover).empty());
}

TEST(TimelineModel, StuckAgentsWaitBeyondTheLastEvent) {
  const Timeline timeline = build_timeline(crossed_locks().outcome());
  const auto stuck = spans_of(timeline, SpanKind::stuck);
  ASSERT_EQ(stuck.size(), 2u);
  EXPECT_EQ(stuck[0].from, 1.5);
  EXPECT_EQ(stuck[0].to, timeline.end);
  EXPECT_GT(timeline.end, 3.5);
  EXPECT_EQ(timeline.lanes[0].last, timeline.end);
}

TEST(TimelineModel, OnlyTheCircleIsStrong) {
  OutcomeBuilder builder = crossed_locks();
  builder.add_pending(0, Op::join, ObjectId::kNone, 1);
  builder.events().back().after = 1;
  builder.waits(0, 1, 4, 0);
  const auto waits = links_of(build_timeline(builder.outcome()), LinkKind::wait_for);
  ASSERT_EQ(waits.size(), 3u);
  EXPECT_TRUE(waits[1].strong);
  EXPECT_FALSE(waits[2].strong);
}

TEST(TimelineModel, JoinOfAWaitingAgentPointsToItsLastEvent) {
  OutcomeBuilder builder(Verdict::deadlock);
  builder.add(1, Op::start);
  builder.add_pending(1, Op::lock, 3, 0);
  builder.add_pending(0, Op::join, ObjectId::kNone, 0);
  builder.waits(0, 1, 2, 2);  // what is joined was never taken
  const auto waits = links_of(build_timeline(builder.outcome()), LinkKind::wait_for);
  ASSERT_EQ(waits.size(), 1u);
  EXPECT_EQ(waits[0].to, 1u);
}

TEST(TimelineModel, BlockedAgentsOfOtherFailuresAreNotAlarming) {
  OutcomeBuilder builder(Verdict::data_race);
  builder.name_agent(0, "main", "thread 1");
  builder.add(0, Op::start);
  builder.add(1, Op::write);
  const Timeline timeline = build_timeline(builder.outcome());
  EXPECT_FALSE(timeline.lanes[0].stuck);
  EXPECT_EQ(timeline.lanes[0].note, "waits for thread 1");
  EXPECT_EQ(spans_of(timeline, SpanKind::blocked).size(), 1u);
  EXPECT_EQ(timeline.end, 1.5);
  builder.failure().agents[0].waits_on.clear();
  EXPECT_EQ(build_timeline(builder.outcome()).lanes[0].note,
            "waits");  // not for ever: the failure is elsewhere
}

TEST(TimelineModel, LeavesOutIndicesBeyondTheTrace) {
  OutcomeBuilder builder(Verdict::data_race);
  builder.add(0, Op::spawn).after = 99;
  builder.failure().sides = {0, 50};
  builder.failure().cycle = true;
  builder.waits(0, 77, 60, 70);
  builder.waits(9, 8, 0, 70);
  const Timeline timeline = build_timeline(builder.outcome());
  EXPECT_TRUE(timeline.links.empty());
}

TEST(TimelineModel, NeighbourStopsAtTheEnds) {
  const Timeline timeline = build_timeline(crossed_locks().outcome());
  EXPECT_EQ(neighbour(timeline, std::nullopt, 1), 2u);  // the first side
  EXPECT_EQ(neighbour(timeline, 0u, -1), 0u);
  EXPECT_EQ(neighbour(timeline, 2u, 1), 3u);
  EXPECT_EQ(neighbour(timeline, 3u, 1), 3u);
  EXPECT_EQ(neighbour(Timeline{}, std::nullopt, 1), std::nullopt);
}

}  // namespace
}  // namespace weft::app
