#include "report/phrase.h"

#include <gtest/gtest.h>

namespace weft {
namespace {

Failure failure_with(Event event) {
  Failure failure;
  failure.agents = {{AgentId(0), "main"}, {AgentId(1), "thread 1"}};
  failure.events = {std::move(event)};
  return failure;
}

std::string phrase(Op op, std::uint64_t before, std::uint64_t after, bool failed = false,
                   std::string text = "") {
  Event event;
  event.agent = AgentId(0);
  event.op = op;
  event.name = "x";
  event.bytes = 4;
  event.before = before, event.after = after;
  event.failed = failed;
  event.text = std::move(text);
  return event_phrase(failure_with(event), 0);
}

TEST(Phrase, MemoryOperationsShowValues) {
  EXPECT_EQ(phrase(Op::read, 5, 5), "reads x: 5");
  EXPECT_EQ(phrase(Op::write, 5, 6), "writes x: 5 -> 6");
  EXPECT_EQ(phrase(Op::atomic_load, 5, 5, false, "relaxed"), "loads x: 5 (relaxed)");
  EXPECT_EQ(phrase(Op::atomic_rmw, 5, 6), "updates x: 5 -> 6");
  EXPECT_EQ(phrase(Op::atomic_cas, 5, 6), "compares and swaps x: 5 -> 6");
  EXPECT_EQ(phrase(Op::atomic_cas, 5, 5, true), "compares and swaps x: fails, it is 5");
}

TEST(Phrase, WhatNobodyWroteHasNoValue) {
  Event event;
  event.op = Op::write;
  event.name = "x";
  event.bytes = 4;
  event.before = 0xbebebebe, event.after = 6;
  event.uninitialised = true;
  EXPECT_EQ(event_phrase(failure_with(event), 0), "writes x: uninitialised -> 6");
}

TEST(Phrase, FailedTriesAreSaid) { EXPECT_EQ(phrase(Op::try_lock, 0, 0, true), "tries to lock x, in vain"); }

TEST(Phrase, ThreadsAreNamed) {
  Event event;
  event.op = Op::spawn;
  event.after = 1;
  EXPECT_EQ(event_phrase(failure_with(event), 0), "starts thread 1");
}

TEST(Phrase, EveryOpHasOne) {
  for (int i = 0; i < kOpCount; ++i) {
    Event event;
    event.op = static_cast<Op>(i);
    event.after = 1;
    EXPECT_NE(event_phrase(failure_with(event), 0).front(), '?') << to_string(event.op);
  }
}

TEST(Phrase, WhatComesNextHasNoValuesYet) {
  const auto next = [](Op op, Variant variant, std::string name) {
    Event event{.agent = AgentId(1), .op = op, .name = std::move(name), .after = 1};
    event.bytes = 4;
    return choice_phrase(failure_with(event), {AgentId(1), variant, false, event});
  };
  EXPECT_EQ(next(Op::write, Variant::normal, "x"), "writes x");
  EXPECT_EQ(next(Op::join, Variant::normal, ""), "joins thread 1");
  EXPECT_EQ(next(Op::cond_wake, Variant::spurious, "c"), "wakes from c for no reason");
  EXPECT_EQ(next(Op::lock, Variant::timeout, "m"), "gives up: locks m");
}

TEST(Phrase, SourceLinesLoseTheirIndent) {
  const SourceLines lines = [](const std::string&, int line) {
    return line == 3 ? std::optional<std::string>("  \tx = 1;") : std::nullopt;
  };
  EXPECT_EQ(source_text({"a.cpp", 3, 1, ""}, lines), "x = 1;");
  EXPECT_EQ(source_text({"a.cpp", 4, 1, ""}, lines), "");
  EXPECT_EQ(source_text({}, lines), "");
  EXPECT_EQ(source_text({"a.cpp", 3, 1, ""}, {}), "");
}

TEST(Values, AreReadAsPeopleWouldWriteThem) {
  EXPECT_EQ(value_text(0, 4), "0");
  EXPECT_EQ(value_text(0xffffffffu, 4), "-1");
  EXPECT_EQ(value_text(0xff, 1), "-1");
  EXPECT_EQ(value_text(200, 4), "200");
  EXPECT_EQ(value_text(~std::uint64_t{0}, 8), "-1");
  EXPECT_EQ(value_text(0x7f1234567890u, 8), "0x7f1234567890");
}

}  // namespace
}  // namespace weft
