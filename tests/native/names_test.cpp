// What stories call the objects of a program. The programs in tests/names say it at the ends of their lines.
#include <gmock/gmock.h>

#include <map>
#include <set>
#include <sstream>

#include "native/command.h"
#include "trace/codec.h"

namespace weft {
namespace {

using testing::HasSubstr;

class Names : public CommandTest {
 protected:
  static std::string program(const std::string& name) { return std::string(WEFT_NAMES_DIR) + "/" + name; }

  static Failure failure_of(const std::string& source) {
    const auto outcome = parse_outcome(weft({"check", source, "--json"}).out);
    EXPECT_TRUE(outcome) << outcome.error();
    if (!outcome || outcome.value().scenarios.empty()) return {};
    const ScenarioOutcome& last = outcome.value().scenarios.back();
    EXPECT_TRUE(last.failure) << last.message;
    return last.failure.value_or(Failure{});
  }

  // The names wanted, by line: what follows "//= ".
  static std::map<int, std::string> wanted_names(const std::string& source) {
    std::map<int, std::string> wanted;
    std::istringstream lines(read(source));
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      const std::size_t at = line.find("//= ");
      if (at != std::string::npos) wanted[number] = line.substr(at + 4);
    }
    return wanted;
  }

  static void expect_names_of_lines(const std::string& source) {
    std::map<int, std::set<std::string>> seen;
    for (const Event& event : failure_of(source).events)
      if (event.where && !event.name.empty()) seen[event.where.line].insert(event.name);
    const std::map<int, std::string> wanted = wanted_names(source);
    EXPECT_FALSE(wanted.empty());
    for (const auto& [line, name] : wanted)
      EXPECT_THAT(seen[line], testing::Contains(name)) << source << ":" << line;
  }
};

TEST_F(Names, OfVariablesAndTheirMembers) { expect_names_of_lines(program("variables.cpp")); }

TEST_F(Names, OnTheHeapAndOnStacks) { expect_names_of_lines(program("memory.cpp")); }

TEST_F(Names, OfWhatWasFreed) {
  const std::string source =
      file("twice.cpp",
           "#include <cstdlib>\nvoid* block;\nint main() {\n  block = std::malloc(24);\n"
           "  std::free(block);\n  std::free(block);\n}\n");
  EXPECT_THAT(weft({"check", source}).out, HasSubstr("freed twice: heap block of 24 bytes (twice.cpp:4)\n"));
}

TEST_F(Names, WhatNobodyWroteHasNoValue) {
  const std::string source =
      file("fresh.cpp",
           "#include <thread>\nint main() {\n  int* fresh = new int;\n"
           "  std::thread other([&] { *fresh = 7; });\n  *fresh = 8;\n  other.join();\n}\n");
  EXPECT_THAT(weft({"check", source}).out,
              HasSubstr("writes heap block of 4 bytes (fresh.cpp:3): uninitialised -> 8"));
}

TEST_F(Names, InTheCircleOfTransfersAreThoseOfTheAccounts) {
  const CommandEnd end = weft({"check", shipped("22_transfer/starter.cpp")});
  EXPECT_THAT(end.out,
              HasSubstr("thread 1 waits for mutex accounts[1].mutex, which thread 2 holds; thread 2 waits "
                        "for mutex accounts[0].mutex, which thread 1 holds"));
}

}  // namespace
}  // namespace weft
