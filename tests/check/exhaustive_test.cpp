// The depth-first strategy against oracles written by hand or counted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "check/program.h"

namespace weft::testing {
namespace {

// Runs all executions; what each observed, in order.
std::vector<std::string> observe_all(TestProgram& program, Strategy& strategy, std::string& log) {
  std::vector<std::string> seen;
  while (strategy.begin_execution()) {
    log.clear();
    const ExecutionResult& result = program.run(strategy);
    strategy.end_execution();
    if (!result.cut_short) seen.push_back(log);
  }
  EXPECT_TRUE(strategy.exhausted());
  return seen;
}

// All words with three a and three b, written by hand.
const std::vector<std::string> kTwentyInterleavings = {
    "aaabbb", "aababb", "aabbab", "aabbba", "abaabb", "ababab", "ababba", "abbaab", "abbaba", "abbbaa",
    "baaabb", "baabab", "baabba", "babaab", "bababa", "babbaa", "bbaaab", "bbaaba", "bbabaa", "bbbaaa"};

TEST(Exhaustive, VisitsAllTwentyInterleavingsOfTwoThreeStepThreadsOnce) {
  std::string log;
  const auto steps = [&](char name) {
    return [&log, name] {
      for (int i = 0; i < 3; ++i) {
        add(0, 1);
        log += name;
      }
    };
  };
  TestProgram program({steps('a'), steps('b')});
  const auto strategy = exhaustive_strategy(false, -1);
  EXPECT_THAT(observe_all(program, *strategy, log),
              ::testing::UnorderedElementsAreArray(kTwentyInterleavings));
}

TEST(Exhaustive, ThreeThreadsOfTwoStepsHaveNinetyInterleavings) {  // 6! / (2! 2! 2!)
  std::string log;
  const auto steps = [&](char name) {
    return [&log, name] {
      for (int i = 0; i < 2; ++i) add(0, 1), log += name;
    };
  };
  TestProgram program({steps('a'), steps('b'), steps('c')});
  const auto strategy = exhaustive_strategy(false, -1);
  const auto seen = observe_all(program, *strategy, log);
  EXPECT_EQ(seen.size(), 90u);
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 90u);
}

TEST(Exhaustive, WithoutPreemptionsThreadsRunOneAfterAnother) {
  std::string log;
  const auto steps = [&](char name) {
    return [&log, name] {
      for (int i = 0; i < 3; ++i) add(0, 1), log += name;
    };
  };
  TestProgram program({steps('a'), steps('b')});
  const auto strategy = exhaustive_strategy(false, 0);
  EXPECT_THAT(observe_all(program, *strategy, log), ::testing::UnorderedElementsAre("aaabbb", "bbbaaa"));
  EXPECT_TRUE(strategy->hit_bound());
}

// One preemption: one thread is cut in two by the whole other one; 2 x 2 places to cut, and the two uncut
// ones.
TEST(Exhaustive, OnePreemptionCutsOneThreadInTwo) {
  std::string log;
  const auto steps = [&](char name) {
    return [&log, name] {
      for (int i = 0; i < 3; ++i) add(0, 1), log += name;
    };
  };
  TestProgram program({steps('a'), steps('b')});
  const auto strategy = exhaustive_strategy(false, 1);
  EXPECT_THAT(observe_all(program, *strategy, log),
              ::testing::UnorderedElementsAre("aaabbb", "bbbaaa", "abbbaa", "aabbba", "baaabb", "bbaaab"));
}

TEST(Exhaustive, SleepSetsRunIndependentThreadsOnce) {
  std::string log;
  TestProgram program({[] { add(0, 1), add(0, 1); }, [] { add(8, 1), add(8, 1); }});
  const auto strategy = exhaustive_strategy(true, -1);
  EXPECT_EQ(observe_all(program, *strategy, log).size(), 1u);
}

// N threads that each add once to one word: N! orders.
TEST(Exhaustive, SleepSetsKeepEveryOrderOfDependentSteps) {
  std::string log;
  std::vector<ThreadBody> threads;
  for (char name : {'a', 'b', 'c', 'd'}) threads.push_back([&log, name] { add(0, 1), log += name; });
  TestProgram program(threads);
  const auto strategy = exhaustive_strategy(true, -1);
  const auto seen = observe_all(program, *strategy, log);
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 24u);
  EXPECT_EQ(seen.size(), 24u);
}

// Store buffering under sequential consistency: both may read 1, or one of them 0, never both 0.
TEST(Exhaustive, StoreBufferingHasThreeOutcomes) {
  std::string log;
  std::uint64_t a = 0, b = 0;
  TestProgram program({[&] { store(0, 1), a = load(8); }, [&] { store(8, 1), b = load(0); }},
                      [&] { log = std::to_string(a) + std::to_string(b); });
  const auto strategy = exhaustive_strategy(true, -1);
  const auto seen = observe_all(program, *strategy, log);
  EXPECT_THAT(std::set<std::string>(seen.begin(), seen.end()), ::testing::ElementsAre("01", "10", "11"));
  EXPECT_EQ(seen.size(), 3u);  // one execution a Mazurkiewicz trace
}

// An independent enumerator: every merge of the threads' straight-line operations, run on plain numbers.
struct Action {
  enum Kind { load, store, add } kind;
  int word;
  std::uint64_t value;
};
using Threads = std::vector<std::vector<Action>>;

void enumerate(const Threads& threads, std::vector<std::size_t>& next, std::map<int, std::uint64_t> memory,
               std::vector<std::string> reads, std::set<std::string>& outcomes) {
  bool finished = true;
  for (std::size_t t = 0; t < threads.size(); ++t) {
    if (next[t] == threads[t].size()) continue;
    finished = false;
    const Action& action = threads[t][next[t]++];
    auto changed = memory;
    auto more = reads;
    if (action.kind != Action::store) more[t] += std::to_string(memory[action.word]) + " ";
    if (action.kind == Action::store) changed[action.word] = action.value;
    if (action.kind == Action::add) changed[action.word] += action.value;
    enumerate(threads, next, changed, more, outcomes);
    --next[t];
  }
  if (!finished) return;
  std::string outcome;
  for (const std::string& r : reads) outcome += r + "|";
  outcomes.insert(outcome);
}

Threads random_threads(std::mt19937& random) {
  const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
  Threads threads(2 + below(2));
  for (auto& thread : threads)
    for (int i = 1 + below(3); i > 0; --i)
      thread.push_back(
          {static_cast<Action::Kind>(below(3)), below(2) * 8, static_cast<std::uint64_t>(1 + below(3))});
  return threads;
}

std::set<std::string> explore(const Threads& threads, bool sleep_sets, std::size_t& executions) {
  std::vector<std::string> reads(threads.size());
  std::vector<ThreadBody> bodies;
  for (std::size_t t = 0; t < threads.size(); ++t)
    bodies.push_back([&, t] {
      for (const Action& action : threads[t]) {
        if (action.kind == Action::load) reads[t] += std::to_string(load(action.word)) + " ";
        if (action.kind == Action::add) reads[t] += std::to_string(add(action.word, action.value)) + " ";
        if (action.kind == Action::store) store(action.word, action.value);
      }
    });
  TestProgram program(bodies);
  const auto strategy = exhaustive_strategy(sleep_sets, -1);
  std::set<std::string> outcomes;
  while (strategy->begin_execution()) {
    for (auto& r : reads) r.clear();
    if (program.run(*strategy).cut_short) continue;
    ++executions;
    std::string outcome;
    for (const std::string& r : reads) outcome += r + "|";
    outcomes.insert(outcome);
  }
  return outcomes;
}

TEST(Exhaustive, FindsTheOutcomesOfAnIndependentEnumerator) {
  constexpr unsigned kSeed = 20261121;
  std::mt19937 random(kSeed);
  for (int i = 0; i < 300; ++i) {
    const Threads threads = random_threads(random);
    std::set<std::string> expected;
    std::vector<std::size_t> next(threads.size());
    enumerate(threads, next, {}, std::vector<std::string>(threads.size()), expected);
    std::size_t all = 0, reduced = 0;
    EXPECT_EQ(explore(threads, false, all), expected) << "program " << i << " of seed " << kSeed;
    EXPECT_EQ(explore(threads, true, reduced), expected) << "program " << i << " of seed " << kSeed;
    EXPECT_LE(reduced, all);
  }
}

}  // namespace
}  // namespace weft::testing
