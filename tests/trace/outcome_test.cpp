#include "trace/outcome.h"

#include <gtest/gtest.h>

namespace weft {
namespace {

ScenarioOutcome scenario(Verdict verdict, Certainty certainty, std::string message = "") {
  ScenarioOutcome outcome;
  outcome.name = "s";
  outcome.verdict = verdict;
  outcome.certainty = certainty;
  outcome.message = std::move(message);
  return outcome;
}

Outcome summary_of(std::vector<ScenarioOutcome> scenarios) {
  Outcome outcome;
  outcome.scenarios = std::move(scenarios);
  summarise(outcome);
  return outcome;
}

const ScenarioOutcome kVerified = scenario(Verdict::accepted, Certainty::verified, "fine");
const ScenarioOutcome kTested = scenario(Verdict::accepted, Certainty::tested);
const ScenarioOutcome kOpen = scenario(Verdict::inconclusive, Certainty::inconclusive, "out of time");
const ScenarioOutcome kOurs = scenario(Verdict::internal_error, Certainty::inconclusive, "ours");
const ScenarioOutcome kRace = scenario(Verdict::data_race, Certainty::shown, "race");
const ScenarioOutcome kDeadlock = scenario(Verdict::deadlock, Certainty::shown, "cycle");

TEST(Summarise, AcceptedOnlyWhenAllAreAndTheWeakestCertaintyWins) {
  EXPECT_EQ(summary_of({kVerified}).certainty, Certainty::verified);
  EXPECT_EQ(summary_of({kVerified}).message, "fine");
  const Outcome both = summary_of({kVerified, kTested, kVerified});
  EXPECT_EQ(both.verdict, Verdict::accepted);
  EXPECT_EQ(both.certainty, Certainty::tested);
}

TEST(Summarise, TheFirstFailureDecides) {
  const Outcome outcome = summary_of({kVerified, kOpen, kOurs, kRace, kDeadlock});
  EXPECT_EQ(outcome.verdict, Verdict::data_race);
  EXPECT_EQ(outcome.message, "race");
  EXPECT_EQ(outcome.certainty, Certainty::shown);
}

TEST(Summarise, AnOpenQuestionIsNeverAccepted) {
  EXPECT_EQ(summary_of({kVerified, kOpen}).verdict, Verdict::inconclusive);
  EXPECT_EQ(summary_of({scenario(Verdict::accepted, Certainty::inconclusive)}).verdict,
            Verdict::inconclusive);
  EXPECT_EQ(summary_of({}).verdict, Verdict::inconclusive);
}

TEST(Summarise, TroubleOfOursIsSaidToBeOurs) {
  EXPECT_EQ(summary_of({kOpen, kOurs, kVerified}).verdict, Verdict::internal_error);
}

}  // namespace
}  // namespace weft
