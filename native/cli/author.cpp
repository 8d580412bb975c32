#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/saved_schedule.h"
#include "grade/grade.h"
#include "report/table.h"

namespace weft {

namespace {

namespace fs = std::filesystem;

// One claim of an exercise about itself, and whether it is true.
struct Finding {
  std::string what;
  std::string wanted;
  std::string got;
  std::string message;
  double seconds = 0;
  bool right = false;
};

Finding finding_of(const std::string& what, const std::string& wanted, const Result<Outcome>& outcome) {
  Finding finding{.what = what, .wanted = wanted, .got = {}, .message = {}};
  if (!outcome) {
    finding.got = "error";
    finding.message = outcome.error();
    return finding;
  }
  finding.got = to_string(outcome.value().verdict);
  finding.message = outcome.value().message;
  finding.seconds = outcome.value().seconds;
  finding.right = finding.got == wanted;
  return finding;
}

// The starter must not pass: there would be nothing to do.
Finding check_starter(const Workshop& workshop, const Exercise& exercise) {
  const Result<Outcome> outcome = grade_submission(workshop, exercise, exercise.starter());
  Finding finding = finding_of("starter.cpp", "a failure", outcome);
  finding.right = outcome && exit_code_of(outcome.value().verdict) == kFailed;
  return finding;
}

Finding check_schedule(const Session& session, const Workshop& workshop, const Exercise& exercise) {
  const auto wrong = [](const std::string& why) {
    return Finding{.what = "failing.schedule", .wanted = "replays", .got = "error", .message = why};
  };
  const Result<Schedule> schedule = read_schedule(exercise.failing_schedule());
  if (!schedule) return wrong(schedule.error());
  const Result<Target> target =
      target_of_schedule(session, schedule.value(), exercise.failing_schedule(), {});
  if (!target) return wrong(target.error());
  const Result<Outcome> outcome = run_job(workshop, job_of(target.value()));
  const std::string wanted =
      exercise.break_task ? std::string(to_string(exercise.break_task->verdict)) : "a failure";
  Finding finding = finding_of("failing.schedule", wanted, outcome);
  if (!exercise.break_task) finding.right = outcome && exit_code_of(outcome.value().verdict) == kFailed;
  return finding;
}

std::vector<Finding> examine(const Session& session, const Workshop& workshop, const Exercise& exercise) {
  std::vector<Finding> findings = {check_starter(workshop, exercise)};
  for (const Submission& submission : exercise.submissions)
    findings.push_back(finding_of(fs::relative(submission.file, exercise.folder / "submissions").string(),
                                  std::string(to_string(submission.verdict)),
                                  grade_submission(workshop, exercise, submission.file)));
  if (fs::exists(exercise.failing_schedule()))
    findings.push_back(check_schedule(session, workshop, exercise));
  return findings;
}

void print(const Exercise& exercise, const std::vector<Finding>& findings) {
  const bool colour = colour_wanted();
  Table table;
  for (const Finding& f : findings) {
    char seconds[24];
    std::snprintf(seconds, sizeof seconds, "%.1f s", f.seconds);
    table.add({{f.right ? "ok" : "WRONG", f.right ? Ink::good : Ink::bad},
               {f.what, Ink::bold},
               {f.got, f.right ? Ink::plain : Ink::bad},
               {f.right ? "" : "wanted " + f.wanted, Ink::bad},
               {seconds, Ink::dim},
               {shorten(clean_text(f.message), 90), Ink::dim}});
  }
  std::printf("%s %s\n%s", exercise.id.c_str(), exercise.title.c_str(), table.render("  ", colour).c_str());
  std::fflush(stdout);
}

nlohmann::json as_json(const Exercise& exercise, const std::vector<Finding>& findings) {
  nlohmann::json list = nlohmann::json::array();
  for (const Finding& f : findings)
    list.push_back({{"what", f.what},
                    {"right", f.right},
                    {"wanted", f.wanted},
                    {"got", f.got},
                    {"message", clean_text(f.message)},
                    {"seconds", f.seconds}});
  return {{"id", exercise.id}, {"title", exercise.title}, {"findings", list}};
}

Result<std::vector<Exercise>> wanted_exercises(const Session& session, const std::string& id) {
  const Result<Catalog> catalog = session.catalog();
  if (!catalog) return Error{catalog.error()};
  if (id.empty()) return catalog.value().all();
  Result<Exercise> exercise = catalog.value().find(id);
  if (!exercise) return Error{exercise.error()};
  return std::vector<Exercise>{std::move(exercise).value()};
}

void author_check(Session& session, const std::string& id) {
  const Result<std::vector<Exercise>> exercises = wanted_exercises(session, id);
  if (!exercises) return session.complain(exercises.error());
  const std::optional<Workshop> workshop = session.workshop();
  if (!workshop) return;
  std::size_t wrong = 0, all = 0;
  nlohmann::json told = nlohmann::json::array();
  for (const Exercise& exercise : exercises.value()) {
    const std::vector<Finding> findings = examine(session, *workshop, exercise);
    session.json ? told.push_back(as_json(exercise, findings)) : print(exercise, findings);
    for (const Finding& finding : findings) ++all, wrong += !finding.right;
  }
  if (session.json)
    std::printf("%s\n",
                nlohmann::json({{"right", all - wrong}, {"all", all}, {"exercises", told}}).dump().c_str());
  else
    std::printf("%zu of %zu as they should be\n", all - wrong, all);
  session.exit_code = wrong > 0 ? kFailed : kAccepted;
}

}  // namespace

void add_author(CLI::App& app, Session& session) {
  CLI::App* author = app.add_subcommand("author", "For authors of exercises");
  author->require_subcommand(1);
  CLI::App* command =
      author->add_subcommand("check", "Grade every shipped submission: each must get its folder's verdict");
  auto id = std::make_shared<std::string>();
  command->add_option("id", *id, "Only this exercise");
  add_json(*command, session);
  command->footer(std::string("Example: weft author check 04\n\n") + kExitCodesHelp);
  command->callback([&session, id] { author_check(session, *id); });
  author->footer("Example: weft author check");
}

}  // namespace weft
