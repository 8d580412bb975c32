#include "trace/schedule.h"

#include <gtest/gtest.h>

namespace weft {
namespace {

Step step(std::uint32_t agent, Variant variant = Variant::normal) { return {AgentId(agent), variant}; }

TEST(Steps, AreWrittenWithRepeatCounts) {
  EXPECT_EQ(format_steps({}), "");
  EXPECT_EQ(format_steps(
                {step(0), step(0), step(0), step(1), step(2, Variant::timeout), step(1, Variant::spurious)}),
            "0x3 1 2t 1s");
  EXPECT_EQ(format_steps({step(4, Variant::timeout), step(4, Variant::timeout), step(4)}), "4tx2 4");
}

TEST(Steps, ComeBackFromTheirText) {
  const std::vector<Step> steps = {step(0),
                                   step(0),
                                   step(12),
                                   step(3, Variant::timeout),
                                   step(3, Variant::timeout),
                                   step(3),
                                   step(1, Variant::spurious)};
  EXPECT_EQ(parse_steps(format_steps(steps)).value(), steps);
  EXPECT_EQ(parse_steps(" 0\n1x2\t").value(), (std::vector<Step>{step(0), step(1), step(1)}));
}

TEST(Steps, SayWhichInputWasGiven) {
  const std::vector<Step> steps = {
      {AgentId(0), Variant::normal, 7}, {AgentId(0), Variant::normal, 7}, step(0)};
  EXPECT_EQ(format_steps(steps), "0:7x2 0");
  EXPECT_EQ(parse_steps("0:7x2 0").value(), steps);
}

TEST(Steps, MalformedTextIsNamed) {
  for (const char* bad :
       {"a", "0x", "0x0", "-1", "1q", "1tt", "1x2x3", "99999999999", "4294967295", "1,2", "1ts", "1:"}) {
    const auto steps = parse_steps(std::string("0 ") + bad + " 1");
    ASSERT_FALSE(steps) << bad;
    EXPECT_NE(steps.error().find(bad), std::string::npos) << steps.error();
  }
}

TEST(Steps, ARepeatCountCannotExhaustMemory) {
  EXPECT_FALSE(parse_steps("0x4000000000"));
  EXPECT_FALSE(parse_steps("0x4000000000 1"));
  EXPECT_FALSE(parse_steps("0x4000000 1x4000000 0x4000000"));
}

}  // namespace
}  // namespace weft
