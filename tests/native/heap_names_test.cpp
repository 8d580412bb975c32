#include "compile/heap_names.h"

#include <gtest/gtest.h>

namespace weft {
namespace {

// Calls from 0x1a are known, others are a library's.
SourceLocation place_of(const std::vector<std::uint64_t>& calls) {
  for (std::uint64_t call : calls)
    if (call == 0x1a) return {"lists/list.cpp", 9, 0, ""};
  return {};
}

std::string named(const std::string& message) {
  ScenarioOutcome scenario;
  scenario.message = message;
  name_heap_blocks(scenario, place_of);
  return scenario.message;
}

TEST(HeapNames, SayTheInnermostPlaceThatIsKnown) {
  EXPECT_EQ(named("reads @{3 24 5,1a}+8: 0"), "reads heap block of 24 bytes (list.cpp:9)+8: 0");
  EXPECT_EQ(named("@{3 1 5}"), "heap block of 1 byte");
  EXPECT_EQ(named("@{3 24 }"), "heap block of 24 bytes");
  EXPECT_EQ(named("mail to a@{b}.org"), "mail to a@{b}.org");
}

TEST(HeapNames, TellBlocksOfOnePlaceApart) {
  EXPECT_EQ(named("@{7 24 1a} @{3 24 5,1a} @{7 24 1a} @{4 8 1a}"),
            "heap block #2 of 24 bytes (list.cpp:9) heap block #1 of 24 bytes (list.cpp:9) "
            "heap block #2 of 24 bytes (list.cpp:9) heap block of 8 bytes (list.cpp:9)");
}

TEST(HeapNames, AreTheSameInEveryTextButNotInTheStudentsOwn) {
  ScenarioOutcome scenario;
  scenario.message = "@{2 4 1a}";
  Event write, note;
  write.op = Op::write;
  write.name = "@{9 4 1a}";
  note.op = Op::note;
  note.text = "mail to a@{b}.org";
  scenario.failure.emplace().events = {write, note};
  name_heap_blocks(scenario, place_of);
  EXPECT_EQ(scenario.message, "heap block #1 of 4 bytes (list.cpp:9)");
  EXPECT_EQ(scenario.failure->events[0].name, "heap block #2 of 4 bytes (list.cpp:9)");
  EXPECT_EQ(scenario.failure->events[1].text, "mail to a@{b}.org");
}

}  // namespace
}  // namespace weft
