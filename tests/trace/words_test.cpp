#include <gtest/gtest.h>

#include <set>

#include "trace/event.h"
#include "trace/outcome.h"
#include "trace/verdict.h"

namespace weft {
namespace {

TEST(Words, EveryVerdictComesBackFromItsWord) {
  std::set<std::string_view> seen;
  for (int i = 0; i < kVerdictCount; ++i) {
    const auto verdict = static_cast<Verdict>(i);
    EXPECT_EQ(parse_verdict(to_string(verdict)), verdict);
    EXPECT_TRUE(seen.insert(to_string(verdict)).second) << to_string(verdict);
  }
}

TEST(Words, EveryOpComesBackFromItsWord) {
  std::set<std::string_view> seen;
  for (int i = 0; i < kOpCount; ++i) {
    const auto op = static_cast<Op>(i);
    EXPECT_EQ(parse_op(to_string(op)), op);
    EXPECT_TRUE(seen.insert(to_string(op)).second) << to_string(op);
  }
}

// Written out once more, because folder names and the page depend on them.
TEST(Words, AreTheAgreedOnes) {
  EXPECT_EQ(to_string(Verdict::data_race), "data_race");
  EXPECT_EQ(to_string(Verdict::time_limit), "time_limit");
  EXPECT_EQ(to_string(Verdict::internal_error), "internal_error");
  EXPECT_EQ(to_string(Op::atomic_cas), "atomic_cas");
  EXPECT_EQ(to_string(Op::fail), "fail");
  EXPECT_EQ(to_string(Mode::real), "real");
  EXPECT_EQ(to_string(Certainty::verified), "verified");
  EXPECT_EQ(to_string(Granularity::globals), "globals");
  EXPECT_EQ(to_string(Granularity::all), "all");
  EXPECT_EQ(to_string(Variant::normal), "normal");
  EXPECT_EQ(to_string(Variant::spurious), "spurious");
}

TEST(Words, UnknownOnesAreRefused) {
  EXPECT_FALSE(parse_verdict("Accepted"));
  EXPECT_FALSE(parse_verdict(""));
  EXPECT_FALSE(parse_op("lock "));
}

}  // namespace
}  // namespace weft
