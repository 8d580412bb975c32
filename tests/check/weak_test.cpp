// Failures that no interleaving shows: found by the graph search, and repeated by their schedules.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/explorer.h"
#include "check/program.h"

namespace weft::testing {
namespace {

using ::testing::HasSubstr;
using Detail = GraphStep::Detail;

class NoOutput final : public OutputCapture {
 public:
  void discard() override {}
  std::string take() override { return ""; }
};

Exploration explore(TestProgram& program, const ExplorerOptions& options) {
  NoOutput output;
  Explorer explorer(program.execution(), output, TestProgram::body, &program);
  return explorer.explore(options);
}

Exploration search(TestProgram& program) {
  return explore(program, {.plan = ExplorerOptions::Plan::exhaustive, .graphs = true});
}

Exploration draw(TestProgram& program) {
  return explore(
      program,
      {.plan = ExplorerOptions::Plan::random, .graphs = true, .executions = 2'000, .draws_graphs = true});
}

Exploration replay(TestProgram& program, const std::vector<GraphStep>& graph) {
  return explore(program, {.plan = ExplorerOptions::Plan::replay, .graph = graph});
}

void fail_if(bool failed) {
  if (failed) execution()->fail(Verdict::wrong_result, "this cannot be");
}

constexpr int kX = 0, kY = 8, kSaw = 16;

// Each tells afterwards, by atomics that hide nothing, what it saw.
const auto writes_then_reads = [](int mine, int other, int saw) {
  return [=] {
    store(mine, 1, Order::relaxed);
    store(saw, load(other, Order::relaxed) + 1, Order::seq_cst);
  };
};

TestProgram store_buffering() {
  return TestProgram({writes_then_reads(kX, kY, kSaw), writes_then_reads(kY, kX, kSaw + 8)},
                     [] { fail_if(load(kSaw) == 1 && load(kSaw + 8) == 1); });
}

void write_both(int first, int second) { store(first, 1, Order::relaxed), store(second, 1, Order::relaxed); }

TestProgram message_passing() {
  return TestProgram({[] { write_both(kX, kY); },
                      [] { fail_if(load(kY, Order::relaxed) == 1 && load(kX, Order::relaxed) == 0); }});
}

const auto sees_in_order = [](int first, int second, int saw) {
  return [=] {
    if (load(first, Order::acquire) == 1 && load(second, Order::acquire) == 0) store(saw, 1);
  };
};

TestProgram two_orders() {
  return TestProgram({[] { store(kX, 1, Order::release); }, [] { store(kY, 1, Order::release); },
                      sees_in_order(kX, kY, kSaw), sees_in_order(kY, kX, kSaw + 8)},
                     [] { fail_if(load(kSaw) == 1 && load(kSaw + 8) == 1); });
}

const auto writes_one_and_two = [](int first, int second) {
  return [=] { store(first, 1, Order::relaxed), store(second, 2, Order::relaxed); };
};

TestProgram two_writes_each() {
  return TestProgram({writes_one_and_two(kX, kY), writes_one_and_two(kY, kX)},
                     [] { fail_if(load(kX) == 1 && load(kY) == 1); });
}

struct Shape {
  const char* name;
  TestProgram (*make)();
  Detail weak;
};

class WeakShapes : public ::testing::TestWithParam<Shape> {};

TEST_P(WeakShapes, AreRepeatedByTheirSchedules) {
  TestProgram program = GetParam().make();
  const Exploration found = search(program);
  ASSERT_EQ(found.verdict, Verdict::wrong_result) << found.message;
  EXPECT_FALSE(found.replay_diverged);
  ASSERT_TRUE(found.failure && found.failure->weak_memory);
  const std::vector<GraphStep> graph = found.failure->graph;
  const std::vector<Event> events = program.execution().recorder().events();
  const Exploration again = replay(program, graph);
  EXPECT_EQ(again.verdict, found.verdict);
  EXPECT_EQ(again.message, found.message);
  EXPECT_EQ(again.certainty, Certainty::shown);
  EXPECT_EQ(again.unused_steps, 0u);
  EXPECT_EQ(again.failure->graph, graph);
  EXPECT_EQ(again.failure->weak_accesses, found.failure->weak_accesses);
  EXPECT_EQ(program.execution().recorder().events(), events);
}

TEST_P(WeakShapes, AreDrawnToo) {
  TestProgram program = GetParam().make();
  const Exploration found = draw(program);
  ASSERT_EQ(found.verdict, Verdict::wrong_result) << found.message;
  EXPECT_FALSE(found.replay_diverged);
  ASSERT_TRUE(found.failure && found.failure->weak_memory);
  EXPECT_THAT(found.bounds, HasSubstr("RC11"));
  const Exploration again = replay(program, std::vector<GraphStep>(found.failure->graph));
  EXPECT_EQ(again.verdict, found.verdict);
  EXPECT_EQ(again.failure->weak_accesses, found.failure->weak_accesses);
}

TEST_P(WeakShapes, HaveOneAccessThatIsAsInNoInterleaving) {
  TestProgram program = GetParam().make();
  const Exploration found = search(program);
  ASSERT_TRUE(found.failure);
  EXPECT_EQ(found.failure->weak_accesses.size(), 1u) << format_graph(found.failure->graph);
  for (const GraphStep& step : found.failure->graph)
    EXPECT_TRUE(step.detail == Detail::none || step.detail == GetParam().weak)
        << format_graph(found.failure->graph);
}

INSTANTIATE_TEST_SUITE_P(Litmus, WeakShapes,
                         ::testing::Values(Shape{"StoreBuffering", store_buffering, Detail::reads},
                                           Shape{"MessagePassing", message_passing, Detail::reads},
                                           Shape{"TwoOrders", two_orders, Detail::reads},
                                           Shape{"TwoWritesEach", two_writes_each, Detail::writes}),
                         [](const ::testing::TestParamInfo<Shape>& info) { return info.param.name; });

TEST(WeakDraws, FindWhatInterleavingsShow) {
  TestProgram program({[] { store(kX, load(kX) + 1); }, [] { store(kX, load(kX) + 1); }},
                      [] { fail_if(load(kX) == 1); });
  const Exploration found = draw(program);
  ASSERT_EQ(found.verdict, Verdict::wrong_result) << found.message;
  EXPECT_FALSE(found.failure->weak_memory);
}

TEST(WeakDraws, ALoopThatWaitsReadsOnUntilItIsLetOut) {
  TestProgram program({[] { store(kX, 1, Order::release); },
                       [] {
                         while (load(kX, Order::acquire) == 0) {
                         }
                       }});
  const Exploration found = draw(program);
  EXPECT_EQ(found.verdict, Verdict::inconclusive);
  EXPECT_EQ(found.statistics.executions + found.statistics.blocked, 2'000u);
}

TEST(WeakDraws, DeadlocksAreDeadlocks) {
  TestProgram program({[] { lock(kX), lock(kY), unlock(kY), unlock(kX); },
                       [] { lock(kY), lock(kX), unlock(kX), unlock(kY); }});
  EXPECT_EQ(draw(program).verdict, Verdict::deadlock);
}

std::vector<GraphStep> steps(const char* text) { return parse_graph(text).value(); }

TEST(WeakReplay, StepsThatDoNotFitAreNamed) {
  TestProgram program = message_passing();
  // main starts thread 1 and thread 2; thread 1 writes twice.
  EXPECT_EQ(replay(program, steps("0x2 1 7")).message,
            "step 4 of the schedule does not fit: 7, but that thread does not run there");
  EXPECT_EQ(replay(program, steps("0x2 1x2 2 2r9")).message,
            "step 6 of the schedule does not fit: 2r9, but it cannot read a store so old");
  EXPECT_EQ(replay(program, steps("0r1")).message,
            "step 1 of the schedule does not fit: 0r1, but it reads nothing there");
  EXPECT_EQ(replay(program, steps("0x3")).message,
            "step 3 of the schedule does not fit: 0, but it has to wait there");
  const Exploration misfit = replay(program, steps("7"));
  EXPECT_EQ(misfit.verdict, Verdict::inconclusive);
  EXPECT_EQ(misfit.certainty, Certainty::inconclusive);
}

TEST(WeakReplay, GoesOnByItselfWhereTheStepsEnd) {
  TestProgram program = message_passing();
  const Exploration rest = replay(program, steps("0x2 1x2"));
  EXPECT_EQ(rest.verdict, Verdict::inconclusive);
  EXPECT_EQ(rest.certainty, Certainty::tested);
  EXPECT_THAT(rest.bounds, HasSubstr("RC11"));
}

TEST(WeakReplay, StepsBehindTheFailureAreCounted) {
  TestProgram program = message_passing();
  std::vector<GraphStep> graph = search(program).failure->graph;
  graph.resize(graph.size() + 3, graph.front());
  const Exploration again = replay(program, graph);
  EXPECT_EQ(again.verdict, Verdict::wrong_result);
  EXPECT_EQ(again.unused_steps, 3u);
}

TEST(WeakReplay, StepsWithoutAnEndAreRefused) {
  TestProgram program({[] {
    for (int i = 0; i < 40'000; ++i) store(kX, 1, Order::relaxed);
  }});
  EXPECT_THAT(replay(program, steps("0 1x40000")).message, HasSubstr("that thread has gone too far already"));
}

// A schedule does not make a deadlock of threads that could go on.
TEST(WeakReplay, AnEarlyEndOfTheStepsIsNoDeadlock) {
  TestProgram program({[] { lock(kX), unlock(kX); }, [] { lock(kX), unlock(kX); }});
  EXPECT_EQ(replay(program, steps("0x2 1")).certainty, Certainty::tested);
}

}  // namespace
}  // namespace weft::testing
