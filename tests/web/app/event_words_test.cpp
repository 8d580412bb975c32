#include "app/views/event_words.h"

#include <gtest/gtest.h>

#include "outcome_builder.h"

namespace weft::app {
namespace {

Event access(Op op, std::uint64_t before, std::uint64_t after) {
  Event event;
  event.op = op;
  event.name = "balance";
  event.bytes = 4;
  event.before = before;
  event.after = after;
  return event;
}

TEST(EventWords, ReadsHaveOneValueAndWritesTwo) {
  EXPECT_EQ(values(access(Op::read, 7, 7)), "7");
  EXPECT_EQ(values(access(Op::write, 0, 50)), "0 → 50");
  EXPECT_EQ(values(access(Op::write, 0xffffffff, 0)), "-1 → 0");
}

TEST(EventWords, AFailedCompareExchangeLeavesTheValue) {
  Event event = access(Op::atomic_cas, 3, 3);
  event.failed = true;
  EXPECT_EQ(values(event), "3");
  EXPECT_EQ(verb(event), "cas not equal");
}

TEST(EventWords, LocksHaveNoValues) { EXPECT_EQ(values(access(Op::lock, 1, 1)), ""); }

TEST(EventWords, WhatNeverHappensWaits) {
  Event event = access(Op::lock, 0, 0);
  event.failed = true;
  EXPECT_EQ(verb(event, true), "waiting to lock");
}

TEST(EventWords, SubjectsAreObjectsAgentsAndMessages) {
  OutcomeBuilder builder;
  builder.name_agent(4, "reader");
  const Failure& failure = builder.failure();
  Event join = access(Op::join, 0, 4);
  EXPECT_EQ(subject(failure, join), "reader");
  EXPECT_EQ(subject(failure, access(Op::lock, 0, 0)), "balance");
  Event note = access(Op::note, 0, 0);
  note.text = "passed the gate";
  EXPECT_EQ(subject(failure, note), "passed the gate");
}

TEST(EventWords, LabelsLeaveOutWhatTheirMarkSays) {
  const Failure failure;
  Event event = access(Op::lock, 0, 0);
  const auto label = [&](const char* name) {
    event.name = name;
    return short_subject(failure, event);
  };
  EXPECT_EQ(label("mutex accounts[0].mutex"), "accounts[0].mutex");
  EXPECT_EQ(label("condition variable changed"), "changed");
  EXPECT_EQ(label("mutexes"), "mutexes");
  EXPECT_EQ(label("heap block #2 of 24 bytes (list.cpp:9)+8"), "heap block #2+8");
  EXPECT_EQ(label("heap block 3"), "heap block 3");
}

TEST(EventWords, LocationIsShort) {
  Event event;
  EXPECT_EQ(location(event), "");
  event.where = {.file = "/home/x/transfer.cpp", .line = 14, .column = 3, .function = "transfer"};
  EXPECT_EQ(location(event), "transfer.cpp:14 in transfer");
}

}  // namespace
}  // namespace weft::app
