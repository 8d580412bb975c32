#include "grade/grade.h"

#include "grade/stages.h"

namespace weft {

Result<Outcome> grade_submission(const Workshop& workshop, const Exercise& exercise,
                                 const std::filesystem::path& submission) {
  Job job;
  job.program = program_of(exercise, submission);
  job.requests = requests_of(exercise);
  job.own = own_files_of(job.program);
  const Result<std::string> hash = hash_of(job.program);
  if (!hash) return Error{hash.error()};
  job.hash = hash.value();
  job.goes_on = [&](const Outcome& outcome, const RunRequest& next) {
    return grading_goes_on(exercise, outcome, next);
  };
  Result<Outcome> outcome = run_job(workshop, job);
  if (outcome) score_stages(exercise, outcome.value());
  return outcome;
}

void judge_break(const Exercise& exercise, Outcome& outcome) {
  const std::string wanted(to_string(exercise.break_task->verdict));
  const std::string got(to_string(outcome.verdict));
  const bool right = got == wanted;
  Stage stage{.name = "break", .passed = right, .reached = true, .message = {}};
  stage.max_points = exercise.points;
  stage.points = right ? exercise.points : 0;
  stage.message = "the schedule ends with " + (got == "inconclusive" ? "no failure" : got);
  if (right)
    outcome.message = "the schedule makes the starter fail with " + wanted + ": " + outcome.message;
  else
    outcome.message = stage.message + ", not with " + wanted;
  outcome.verdict = right ? Verdict::accepted : Verdict::wrong_result;
  outcome.certainty = Certainty::shown;
  outcome.score = stage.points;
  outcome.max_score = stage.max_points;
  outcome.stages = {std::move(stage)};
}

}  // namespace weft
