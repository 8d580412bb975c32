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

using Detail = GraphStep::Detail;

GraphStep graph_step(std::uint32_t agent, Detail detail = Detail::none, std::uint32_t number = 0) {
  return {AgentId(agent), detail, number};
}

TEST(GraphSteps, AreWrittenWithWhatIsAsInNoInterleaving) {
  EXPECT_EQ(format_graph({graph_step(0), graph_step(0), graph_step(2, Detail::reads, 1),
                          graph_step(1, Detail::writes, 3), graph_step(1, Detail::writes, 3),
                          graph_step(0, Detail::takes, 2)}),
            "0x2 2r1 1w3x2 0c2");
  EXPECT_EQ(format_graph({}), "");
}

TEST(GraphSteps, ComeBackFromTheirText) {
  const std::vector<GraphStep> steps = {graph_step(12), graph_step(3, Detail::reads, 10),
                                        graph_step(3, Detail::reads, 10), graph_step(3, Detail::takes, 1),
                                        graph_step(0, Detail::writes, 2)};
  EXPECT_EQ(parse_graph(format_graph(steps)).value(), steps);
  EXPECT_EQ(parse_graph(" 0\n1r1x2\t").value(),
            (std::vector<GraphStep>{graph_step(0), graph_step(1, Detail::reads, 1),
                                    graph_step(1, Detail::reads, 1)}));
}

TEST(GraphSteps, MalformedTextIsNamed) {
  for (const char* bad :
       {"r1", "1r", "1r0", "1w0", "1c", "1r1w1", "1t", "1s", "1q1", "1r99999999999", "1x2r1"}) {
    const auto steps = parse_graph(std::string("0 ") + bad + " 1");
    ASSERT_FALSE(steps) << bad;
    EXPECT_NE(steps.error().find(bad), std::string::npos) << steps.error();
  }
  EXPECT_FALSE(parse_steps("1r1")) << "an interleaving reads what was written last";
  EXPECT_FALSE(parse_graph("0x4000000000"));
}

TEST(GraphSteps, AreTheChoicesOfAScheduleThatHasThem) {
  EXPECT_EQ(format_choices({.steps = {step(1), step(1)}}), "1x2");
  EXPECT_EQ(format_choices({.graph = {graph_step(1, Detail::reads, 1)}}), "1r1");
}

}  // namespace
}  // namespace weft
