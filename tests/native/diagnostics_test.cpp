#include "compile/diagnostics.h"

#include <gtest/gtest.h>

namespace weft {
namespace {

TEST(Diagnostics, OfCompilers) {
  const auto found = parse_compiler_output(
      "In file included from a.cpp:1:\n"
      "./b.h:3:10: fatal error: 'nope.h' file not found\n"
      "a.cpp:12:5: warning: unused variable 'x' [-Wunused-variable]\n"
      "a.cpp:13: note: declared here\n"
      "1 error generated.\n");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0], (Diagnostic{"error", {"./b.h", 3, 10, ""}, "'nope.h' file not found"}));
  EXPECT_EQ(found[1],
            (Diagnostic{"warning", {"a.cpp", 12, 5, ""}, "unused variable 'x' [-Wunused-variable]"}));
  EXPECT_EQ(found[2], (Diagnostic{"note", {"a.cpp", 13, 0, ""}, "declared here"}));
  EXPECT_TRUE(has_error(found));
}

TEST(Diagnostics, WithoutControlCharacters) {
  const auto found = parse_compiler_output("a.cpp:1:2: error: \x1b[31mred\x1b[0m\a\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "red");
}

TEST(Diagnostics, OfLldNameUndefinedSymbolsOnceAndWhereTheyAreUsed) {
  const auto found = parse_linker_output(
      "ld.lld: warning: undefined symbol: __tsan_read4\n>>> referenced by a.cpp:1\n\n"
      "ld.lld: warning: undefined symbol: weft_observe\n>>> referenced by a.cpp:1\n\n"
      "ld.lld: warning: undefined symbol: deposit(int)\n"
      ">>> referenced by scenarios.cpp:13 (/e/scenarios.cpp:13)\n>>>               a.o:(f)\n\n"
      "ld.lld: warning: undefined symbol: deposit(int)\n",
      true);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(
      found[0],
      (Diagnostic{"error", {"/e/scenarios.cpp", 13, 0, ""}, "deposit(int) is used but defined nowhere"}));
}

TEST(Diagnostics, OfGnuLd) {
  const auto found = parse_linker_output(
      "/usr/bin/ld: a.o: in function `main':\na.cpp:(.text+0x9): warning: undefined reference to `f()'\n"
      "/usr/bin/ld: b.o: multiple definition of `x'; a.o: first defined here\n",
      true);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].message, "f() is used but defined nowhere");
  EXPECT_NE(found[1].message.find("multiple definition"), std::string::npos);
}

TEST(Diagnostics, OfDuplicateSymbols) {
  const auto found =
      parse_linker_output("ld.lld: error: duplicate symbol: deposit(int)\n>>> defined at a.cpp:1\n", true);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "duplicate symbol: deposit(int)");
}

TEST(Diagnostics, OfWhatTheRuntimeDefinesOnlyWhereItIsMissingAndOnce) {
  const char* said =
      "ld.lld: warning: undefined symbol: weft::fiber::join()\n>>> referenced by a.cpp:3 (/e/a.cpp:3)\n\n"
      "ld.lld: warning: undefined symbol: vtable for weft::actor\n>>> referenced by a.cpp:4\n\n";
  EXPECT_TRUE(parse_linker_output(said, true).empty());
  const auto found = parse_linker_output(said, false);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].where.line, 3);
  EXPECT_EQ(found[0].message.find("weft::fiber::join() belongs to Weft's runtime"), 0u) << found[0].message;
}

}  // namespace
}  // namespace weft
