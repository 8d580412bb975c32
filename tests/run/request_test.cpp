#include "run/request.h"

#include <gtest/gtest.h>

namespace weft {
namespace {

bool same(const RunRequest& a, const RunRequest& b) {
  return a.mode == b.mode && a.scenario == b.scenario && a.arguments == b.arguments &&
         a.strategy == b.strategy && a.reduction == b.reduction && a.memory == b.memory &&
         a.preemption_bound == b.preemption_bound && a.seed == b.seed && a.granularity == b.granularity &&
         a.races_fail == b.races_fail && a.keep_going == b.keep_going &&
         a.budget.seconds == b.budget.seconds && a.budget.executions == b.budget.executions &&
         a.budget.steps_per_execution == b.budget.steps_per_execution &&
         a.budget.memory_bytes == b.budget.memory_bytes && a.budget.output_bytes == b.budget.output_bytes &&
         a.repetitions == b.repetitions && a.schedule == b.schedule && a.delay_bound == b.delay_bound &&
         a.choice_bound == b.choice_bound && a.depth == b.depth;
}

TEST(Request, SurvivesTheRoundTrip) {
  RunRequest request;
  EXPECT_TRUE(same(parse_request(encode_request(request)).value(), request));
  request = {.mode = Mode::real,
             .scenario = "x",
             .arguments = {"a b"},
             .strategy = StrategyKind::replay,
             .reduction = Reduction::none,
             .memory = Memory::sc,
             .preemption_bound = 2,
             .seed = ~std::uint64_t{0},
             .granularity = Granularity::all,
             .races_fail = false,
             .keep_going = true,
             .budget = {1.5, 2, 3, 4, 5},
             .repetitions = 9,
             .schedule = Schedule{.program = "p", .hash = "h", .scenario = "x", .steps = {{AgentId(1)}}},
             .delay_bound = 3,
             .choice_bound = 40,
             .depth = 5};
  EXPECT_TRUE(same(parse_request(encode_request(request)).value(), request));
  for (auto kind : {StrategyKind::choose, StrategyKind::preemptions, StrategyKind::delays, StrategyKind::pct,
                    StrategyKind::pos, StrategyKind::surw}) {
    request.strategy = kind;
    EXPECT_TRUE(same(parse_request(encode_request(request)).value(), request));
  }
}

TEST(Request, AbsentFieldsKeepTheirDefaults) { EXPECT_TRUE(same(parse_request("{}").value(), RunRequest{})); }

TEST(Request, MalformedFieldsAreNamed) {
  const std::pair<const char*, const char*> cases[] = {
      {"x", "not JSON"},
      {R"({"strategy":"fast"})", "strategy has the unknown word 'fast'"},
      {R"({"budget":{"seconds":"9"}})", "budget.seconds must be a number"},
      {R"({"preemption_bound":1.5})", "preemption_bound must be a whole number"},
      {R"({"strategy":"pct","depth":0})", "depth must be at least 1"},
      {R"({"strategy":"replay"})", "schedule is missing"},
      {R"({"strategy":"choose"})", "schedule is missing, which strategy choose needs"},
      {R"({"strategy":"choose","schedule":{"scenario":"main","steps":"","graph":"0 1r1"}})",
       "nobody chooses along field schedule.graph"},
      {R"({"schedule":{"steps":"0"}})", "schedule.scenario is missing"},
  };
  for (const auto& [json, complaint] : cases) {
    const auto request = parse_request(json);
    ASSERT_FALSE(request) << json;
    EXPECT_NE(request.error().find(complaint), std::string::npos) << request.error();
  }
}

}  // namespace
}  // namespace weft
