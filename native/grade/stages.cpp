#include "grade/stages.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace weft {

namespace {

// Shares of the points; a stage that the exercise lacks gives its share to the others in proportion.
const std::map<std::string, double> kWeights = {{"compiles", 1},      {"sequential", 1}, {"race-free", 2},
                                                {"deadlock-free", 2}, {"property", 3},   {"stress", 1}};

bool counts_for(const ExerciseScenario& scenario, const std::string& stage) {
  return std::find(scenario.stages.begin(), scenario.stages.end(), stage) != scenario.stages.end();
}

std::string stage_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::data_race:
      return "race-free";
    case Verdict::deadlock:
    case Verdict::livelock:
    case Verdict::starvation:
    case Verdict::misuse:
      return "deadlock-free";
    default:
      return "property";
  }
}

// The stage at which a failed scenario fails: by its verdict, if it counts there, else the last it counts
// for.
std::string failing_stage(const ExerciseScenario& scenario, Verdict verdict) {
  const std::string stage = stage_of(verdict);
  return counts_for(scenario, stage) ? stage : scenario.stages.back();
}

const ScenarioOutcome* outcome_of(const ExerciseScenario& scenario, const Outcome& outcome) {
  for (const ScenarioOutcome& ran : outcome.scenarios)
    if (ran.name == scenario.name) return &ran;
  return nullptr;
}

std::vector<std::string> stages_of(const Exercise& exercise) {
  std::vector<std::string> stages = {"compiles"};
  for (const char* stage : kStageNames)
    if (std::any_of(exercise.scenarios.begin(), exercise.scenarios.end(),
                    [&](const ExerciseScenario& s) { return counts_for(s, stage); }))
      stages.push_back(stage);
  return stages;
}

void judge(const Exercise& exercise, const Outcome& outcome, Stage& stage) {
  stage.passed = true;
  for (const ExerciseScenario& scenario : exercise.scenarios) {
    if (!counts_for(scenario, stage.name)) continue;
    const ScenarioOutcome* ran = outcome_of(scenario, outcome);
    const bool undecided = ran && ran->verdict == Verdict::inconclusive;
    if (ran && (ran->verdict == Verdict::accepted || ran->verdict == Verdict::internal_error)) continue;
    if (ran && !undecided && failing_stage(scenario, ran->verdict) != stage.name) continue;
    if (stage.passed) {
      stage.message = scenario.name + ": " + (ran ? std::string(to_string(ran->verdict)) : "not run");
      if (undecided) stage.message += " within its budget";
    }
    stage.passed = false;
  }
}

double round_points(double points) { return std::round(points * 100) / 100; }

}  // namespace

void score_stages(const Exercise& exercise, Outcome& outcome) {
  const std::vector<std::string> names = stages_of(exercise);
  double weights = 0;
  for (const std::string& name : names) weights += kWeights.at(name);
  outcome.stages.clear();
  outcome.score = 0;
  outcome.max_score = exercise.points;
  bool reached = true;
  for (const std::string& name : names) {
    Stage stage{.name = name, .reached = reached, .message = {}};
    stage.max_points = round_points(exercise.points * kWeights.at(name) / weights);
    if (reached && name == "compiles") {
      stage.passed = outcome.verdict != Verdict::compile_error;
    } else if (reached) {
      judge(exercise, outcome, stage);
    }
    if (stage.passed) stage.points = stage.max_points;
    outcome.score += stage.points;
    reached = reached && stage.passed;
    outcome.stages.push_back(std::move(stage));
  }
  outcome.score = reached ? outcome.max_score : round_points(outcome.score);
}

bool grading_goes_on(const Exercise& exercise, const Outcome& outcome, const RunRequest& next) {
  for (const ScenarioOutcome& ran : outcome.scenarios) {
    if (ran.verdict == Verdict::accepted) continue;
    const ExerciseScenario* scenario = exercise.find_scenario(ran.name);
    if (next.mode == Mode::real || (scenario && counts_for(*scenario, "sequential"))) return false;
  }
  return true;
}

}  // namespace weft
