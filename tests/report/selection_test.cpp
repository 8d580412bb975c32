#include "report/selection.h"

#include <gtest/gtest.h>

namespace weft {
namespace {

Event event(std::uint32_t agent, Op op, std::uint32_t object, int line = 1) {
  Event e;
  e.agent = AgentId(agent);
  e.op = op;
  e.object = ObjectId(object);
  e.where.line = line;
  return e;
}

using Indices = std::vector<std::size_t>;

TEST(Selection, KeepsWhatActsOnTheObjectsOfTheSides) {
  Failure failure;
  failure.events = {event(0, Op::write, 1), event(1, Op::lock, 2), event(1, Op::read, 1),
                    event(2, Op::write, 1)};
  failure.sides = {2, 3};
  EXPECT_EQ(select_events(failure, 10), (Indices{0, 2, 3}));
}

TEST(Selection, FallsBackToSharedObjectsThatChange) {
  Failure failure;
  failure.events = {event(1, Op::write, 1), event(2, Op::read, 1),  event(1, Op::read, 2),
                    event(2, Op::read, 2),  event(1, Op::write, 3), event(1, Op::write, 3)};
  Event fail;
  fail.op = Op::fail;
  failure.events.push_back(fail);
  failure.sides = {6};
  EXPECT_EQ(select_events(failure, 10), (Indices{0, 1, 6}));
}

// Thread 1 is preempted between its uses of object 1; what both do with object 2 comes before and after.
TEST(Selection, PrefersWhatAPreemptedThreadWasAbout) {
  Failure failure;
  failure.events = {event(1, Op::atomic_rmw, 2),   event(1, Op::atomic_load, 1),
                    event(2, Op::atomic_store, 1), event(1, Op::atomic_store, 1),
                    event(1, Op::atomic_rmw, 3),   event(2, Op::atomic_rmw, 2)};
  failure.events.back().blocked = true;
  Event fail;
  fail.op = Op::fail;
  failure.events.push_back(fail);
  failure.sides = {6};
  EXPECT_EQ(select_events(failure, 10), (Indices{1, 2, 3, 6}));
}

// It could not have gone on: then all that is shared matters.
TEST(Selection, WhoWaitedWasNotPreempted) {
  Failure failure;
  failure.events = {event(1, Op::atomic_load, 1), event(2, Op::atomic_store, 1), event(2, Op::write, 2),
                    event(1, Op::atomic_load, 1), event(1, Op::write, 2)};
  failure.events[3].blocked = true;
  EXPECT_EQ(select_events(failure, 10), (Indices{0, 1, 2, 3, 4}));
}

TEST(Selection, LeavesOutWhatOnlyLibrariesShare) {
  Failure failure;
  failure.events = {event(1, Op::write, 1), event(2, Op::read, 1, 0), event(1, Op::note, 9)};
  EXPECT_EQ(select_events(failure, 10), (Indices{2}));
}

TEST(Selection, KeepsTheLastAndEverySide) {
  Failure failure;
  for (int i = 0; i < 10; ++i) failure.events.push_back(event(1, Op::write, 1));
  failure.sides = {0};
  EXPECT_EQ(select_events(failure, 3), (Indices{0, 7, 8, 9}));
}

}  // namespace
}  // namespace weft
