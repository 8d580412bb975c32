#include "grade/grade.h"

#include <memory>

#include "cli/commands.h"
#include "cli/saved_schedule.h"

namespace weft {

namespace {

struct GradeOptions {
  std::string id;
  std::string file;
  std::string schedule_out;
};

void grade_source(Session& session, const Workshop& workshop, const Exercise& exercise,
                  const GradeOptions& options) {
  const Result<Target> target = exercise_target(exercise, options.file);
  if (!target) return session.complain(target.error());
  const Result<Outcome> outcome = grade_submission(workshop, exercise, options.file);
  if (!outcome) return session.complain(outcome.error());
  const bool wants_file = !options.schedule_out.empty() || !session.json;
  const Result<std::string> replay =
      wants_file ? save_schedule(outcome.value(), options.schedule_out) : std::string();
  session.report(outcome.value(), target.value().own, replay ? replay.value() : "");
  if (!replay) session.complain(replay.error());
}

// The answer to a "break" exercise.
void grade_schedule(Session& session, const Workshop& workshop, const Exercise& exercise,
                    const GradeOptions& options) {
  if (!exercise.break_task)
    return session.complain("exercise " + exercise.id + " wants source code as its answer, not a schedule");
  Result<Schedule> schedule = read_schedule(options.file);
  if (!schedule) return session.complain(schedule.error());
  if (schedule.value().scenario != exercise.break_task->scenario)
    return session.complain(options.file + " is a schedule of scenario " + schedule.value().scenario +
                            ", not of " + exercise.break_task->scenario);
  schedule.value().program = exercise.id;
  const Result<Target> target =
      target_of_schedule(session, schedule.value(), options.file, {exercise.starter().string()});
  if (!target) return session.complain(target.error());
  Job job = job_of(target.value());
  job.requests.front().races_fail = false;
  Result<Outcome> outcome = run_job(workshop, job);
  if (!outcome) return session.complain(outcome.error());
  judge_break(exercise, outcome.value());
  session.report(outcome.value(), target.value().own, "");
}

void grade(Session& session, const GradeOptions& options) {
  const Result<Catalog> catalog = session.catalog();
  if (!catalog) return session.complain(catalog.error());
  const Result<Exercise> exercise = catalog.value().find(options.id);
  if (!exercise) return session.complain(exercise.error());
  const std::optional<Workshop> workshop = session.workshop();
  if (!workshop) return;
  const bool is_schedule = std::filesystem::path(options.file).extension() == ".schedule";
  (is_schedule ? grade_schedule : grade_source)(session, *workshop, exercise.value(), options);
}

}  // namespace

void add_grade(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("grade", "Grade an answer to an exercise: every interleaving, then real threads");
  auto options = std::make_shared<GradeOptions>();
  command->add_option("id", options->id, "Exercise, by number or name")->required();
  command
      ->add_option("file", options->file, "The answer: a .cpp file, or a .schedule that breaks the starter")
      ->required();
  command->add_option("--schedule-out", options->schedule_out, "Write the failing schedule to this file");
  add_json(*command, session);
  command->footer(std::string("Examples: weft grade 04 lost_update.cpp\n"
                              "          weft grade 04 lost.schedule\n\n") +
                  kExitCodesHelp);
  command->callback([&session, options] { grade(session, *options); });
}

}  // namespace weft
