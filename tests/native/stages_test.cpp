#include "grade/stages.h"

#include <gtest/gtest.h>

namespace weft {
namespace {

Exercise example() {
  Exercise exercise;
  exercise.points = 10;
  exercise.scenarios = {{.name = "alone", .stages = {"sequential"}},
                        {.name = "pair", .stages = {"race-free", "deadlock-free", "property"}},
                        {.name = "many", .mode = Mode::real, .stages = {"stress"}}};
  return exercise;
}

Outcome ran(std::initializer_list<std::pair<const char*, Verdict>> scenarios) {
  Outcome outcome;
  for (const auto& [name, verdict] : scenarios)
    outcome.scenarios.push_back({.name = name, .verdict = verdict, .certainty = Certainty::tested});
  summarise(outcome);
  score_stages(example(), outcome);
  return outcome;
}

const Verdict kGood = Verdict::accepted;

TEST(Stages, AllPassed) {
  const Outcome outcome = ran({{"alone", kGood}, {"pair", kGood}, {"many", kGood}});
  EXPECT_EQ(outcome.score, 10);
  EXPECT_EQ(outcome.max_score, 10);
  for (const Stage& stage : outcome.stages) EXPECT_TRUE(stage.passed) << stage.name;
}

TEST(Stages, AFailureCountsAtTheStageOfItsVerdict) {
  const std::pair<Verdict, double> cases[] = {{Verdict::data_race, 2},
                                              {Verdict::deadlock, 4},
                                              {Verdict::misuse, 4},
                                              {Verdict::wrong_result, 6},
                                              {Verdict::crash, 6}};
  for (const auto& [verdict, score] : cases)
    EXPECT_EQ(ran({{"alone", kGood}, {"pair", verdict}}).score, score) << to_string(verdict);
  EXPECT_EQ(ran({{"alone", Verdict::data_race}}).score, 1);
  EXPECT_EQ(ran({{"alone", kGood}, {"pair", kGood}, {"many", Verdict::time_limit}}).score, 9);
}

TEST(Stages, LaterStagesAreNotReached) {
  const Outcome outcome = ran({{"alone", kGood}, {"pair", Verdict::deadlock}});
  ASSERT_EQ(outcome.stages.size(), 6u);
  EXPECT_TRUE(outcome.stages[2].passed);  // race-free
  EXPECT_FALSE(outcome.stages[3].passed);
  EXPECT_TRUE(outcome.stages[3].reached);
  EXPECT_EQ(outcome.stages[3].message, "pair: deadlock");
  EXPECT_FALSE(outcome.stages[4].reached);
}

TEST(Stages, AnOpenQuestionDoesNotPass) {
  const Outcome outcome = ran({{"alone", kGood}, {"pair", Verdict::inconclusive}});
  EXPECT_EQ(outcome.score, 2);
  EXPECT_EQ(outcome.stages[2].message, "pair: inconclusive within its budget");
}

TEST(Stages, TroubleOfOursCostsNothing) {
  EXPECT_EQ(ran({{"alone", kGood}, {"pair", Verdict::internal_error}, {"many", kGood}}).score, 10);
}

TEST(Stages, WhatDoesNotCompileGetsNothing) {
  Outcome outcome;
  outcome.verdict = Verdict::compile_error;
  score_stages(example(), outcome);
  EXPECT_EQ(outcome.score, 0);
  EXPECT_FALSE(outcome.stages[1].reached);
}

TEST(Stages, GradingStopsWhereLaterStagesWouldBeUnreachable) {
  const RunRequest checked, real{.mode = Mode::real};
  EXPECT_FALSE(grading_goes_on(example(), ran({{"alone", Verdict::crash}}), checked));
  EXPECT_TRUE(grading_goes_on(example(), ran({{"alone", kGood}, {"pair", Verdict::deadlock}}), checked));
  EXPECT_FALSE(grading_goes_on(example(), ran({{"alone", kGood}, {"pair", Verdict::deadlock}}), real));
  EXPECT_TRUE(grading_goes_on(example(), ran({{"alone", kGood}, {"pair", kGood}}), real));
}

}  // namespace
}  // namespace weft
