// What the minimiser makes of a failure, beside all interleavings of small programs, walked through by a
// strategy of a few lines that knows no bounds.
#include "check/minimiser.h"

#include <gtest/gtest.h>

#include <tuple>

#include "check/exploring.h"
#include "check/strategies/randomised.h"

namespace weft::testing {
namespace {

using Plan = ExplorerOptions::Plan;
using Cost = std::tuple<int, std::uint64_t>;  // preemptions, steps

class EveryWay final : public Strategy {
 public:
  bool begin_execution() override {
    while (started_ && !taken_.empty() && taken_.back().first + 1 == taken_.back().second) taken_.pop_back();
    if (started_ && taken_.empty()) return false;
    if (started_) ++taken_.back().first;
    started_ = true;
    depth_ = 0;
    return true;
  }
  std::optional<std::size_t> pick(const ChoicePoint& point) override {
    if (depth_ == taken_.size()) taken_.emplace_back(0, point.options.size());
    return taken_[depth_++].first;
  }
  void executed(const Option&) override {}
  void end_execution() override {}

 private:
  std::vector<std::pair<std::size_t, std::size_t>> taken_;  // which of how many, at each choice
  std::size_t depth_ = 0;
  bool started_ = false;
};

// Of all failing interleavings with the verdict, the simplest.
Cost brute_force(TestProgram& program, Verdict verdict) {
  Cost least{1'000, 0};
  for (EveryWay every; every.begin_execution();) {
    const ExecutionResult& result = program.run(every);
    if (result.verdict == verdict) least = std::min(least, Cost{result.preemptions, result.steps});
  }
  return least;
}

void fail_unless(bool holds) {
  if (!holds) execution()->fail(Verdict::wrong_result, "seen");
}

struct Sample {
  const char* name;
  Verdict verdict;
  std::vector<ThreadBody> threads;
  ThreadBody after;
};

const ThreadBody kIncrement = [] { store(8, load(8) + 1); };

const Sample kSamples[] = {
    {"LostUpdate", Verdict::wrong_result, {kIncrement, kIncrement}, [] { fail_unless(load(8) == 2); }},
    {"TwoLocks",
     Verdict::deadlock,
     {[] { lock(0), lock(8), unlock(8), unlock(0); }, [] { lock(8), lock(0), unlock(0), unlock(8); }},
     [] {}},
    {"BothValuesSeen",
     Verdict::wrong_result,
     {[] { store(0, 1), store(0, 2); },
      [] {
        const std::uint64_t first = load(0), second = load(0);
        fail_unless(first != 1 || second != 2);
      }},
     [] {}},
    {"NoPreemption", Verdict::wrong_result, {[] { store(0, 1); }, [] { fail_unless(load(0) == 1); }}, [] {}},
    {"WhichTakesLess",  // the failure that needs no store at first takes fewer steps
     Verdict::wrong_result,
     {[] { store(0, 1), add(16, 1), add(16, 1); }, [] { fail_unless(add(8, 1) > 0 || load(0) == 0); }},
     [] { fail_unless(load(8) == 7); }},
};

class Minimising : public ::testing::TestWithParam<Sample> {};

TEST_P(Minimising, FindsWhatBruteForceDoes) {
  const Sample& sample = GetParam();
  TestProgram program(sample.threads, sample.after);
  const Cost least = brute_force(program, sample.verdict);
  for (const Plan plan : {Plan::automatic, Plan::exhaustive, Plan::random, Plan::pct, Plan::pos}) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const Exploration found =
          explore(program, {.plan = plan, .graphs = plan == Plan::exhaustive, .seed = seed});
      ASSERT_TRUE(found.failure);
      EXPECT_EQ(found.verdict, sample.verdict);
      EXPECT_EQ(Cost(found.failure->preemptions, found.failure->steps), least);
      EXPECT_EQ(found.failure->least_preemptions, found.failure->preemptions);
      const Exploration again = explore(program, {.plan = Plan::replay, .schedule = found.failure->schedule});
      EXPECT_EQ(again.verdict, sample.verdict);
      EXPECT_FALSE(again.replay_diverged);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Small, Minimising, ::testing::ValuesIn(kSamples),
                         [](const ::testing::TestParamInfo<Sample>& info) { return info.param.name; });

// Somebody reads 1 and, much later, 2: the writer must stop in the middle, and so must the reader.
const ThreadBody kSlowWriter = [] {
  store(0, 1);
  for (int i = 0; i < 20; ++i) add(24, 1);
  store(0, 2);
};
const ThreadBody kSlowReader = [] {
  const std::uint64_t first = load(0);
  for (int i = 0; i < 20; ++i) add(16, 1);
  fail_unless(first != 1 || load(0) != 2);
};
const ThreadBody kBusy = [] {
  for (int i = 0; i < 20; ++i) add(32, 1);
};

TEST(Minimiser, ExcludesWhatItExhausted) {
  TestProgram program({kBusy, kSlowReader, kSlowWriter});
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Exploration found = explore(program, {.plan = Plan::random, .seed = seed, .seconds = 60});
    ASSERT_TRUE(found.failure);
    EXPECT_EQ(found.failure->preemptions, 2);
    EXPECT_EQ(found.failure->least_preemptions, 2);
  }
}

// As where not even the smallest bound can be exhausted.
TEST(Minimiser, PutsBlocksTogetherWhereNoSearchHelps) {
  TestProgram program({kBusy, kSlowReader, kSlowWriter});
  const auto random = random_strategy(1);
  ExecutionResult failed;
  while (failed.verdict != Verdict::wrong_result) {
    random->begin_execution();
    failed = program.run(*random);
    random->end_execution();
  }
  const ExecutionResult nothing{.cut_short = true, .hit_step_bound = true};
  const auto run = [&](Strategy& strategy, bool systematic) -> const ExecutionResult& {
    return systematic ? nothing : program.run(strategy);
  };
  const int before = failed.preemptions;
  const ExecutionResult simple = Minimiser(run, [] { return false; }).minimise(failed);
  EXPECT_GT(before, 10);
  EXPECT_EQ(simple.preemptions, 2);
  EXPECT_EQ(simple.least_preemptions, 0);
  const Exploration again = explore(program, {.plan = Plan::replay, .schedule = simple.schedule});
  EXPECT_EQ(again.verdict, Verdict::wrong_result);
  EXPECT_FALSE(again.replay_diverged);
}

}  // namespace
}  // namespace weft::testing
