#include "trace/outcome.h"

namespace weft {

namespace {

// What a scenario contributes: a failure of the student's beats trouble of ours, which beats an open
// question.
int severity(const ScenarioOutcome& scenario) {
  if (scenario.verdict == Verdict::internal_error) return 2;
  if (scenario.verdict == Verdict::inconclusive) return 1;
  if (scenario.verdict == Verdict::accepted) return scenario.certainty == Certainty::inconclusive ? 1 : 0;
  return 3;
}

std::string accepted_message(const Outcome& outcome) {
  const std::size_t count = outcome.scenarios.size();
  if (count == 1) return outcome.scenarios.front().message;
  return "all " + std::to_string(count) + " scenarios passed";
}

}  // namespace

void summarise(Outcome& outcome) {
  const ScenarioOutcome* decides = nullptr;
  Certainty weakest = Certainty::verified;
  for (const ScenarioOutcome& scenario : outcome.scenarios) {
    if (!decides || severity(scenario) > severity(*decides)) decides = &scenario;
    if (scenario.certainty > weakest) weakest = scenario.certainty;
  }
  if (!decides) {
    outcome.verdict = Verdict::inconclusive;
    outcome.certainty = Certainty::inconclusive;
    outcome.message = "nothing was run";
  } else if (severity(*decides) == 0) {
    outcome.verdict = Verdict::accepted;
    outcome.certainty = weakest;
    outcome.message = accepted_message(outcome);
  } else {
    outcome.verdict = severity(*decides) == 1 ? Verdict::inconclusive : decides->verdict;
    outcome.certainty = decides->certainty;
    outcome.message = decides->message;
  }
}

}  // namespace weft
