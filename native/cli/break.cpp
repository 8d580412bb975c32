#include <memory>
#include <optional>

#include "cli/choice_option.h"
#include "cli/commands.h"
#include "cli/stepper.h"
#include "files/source_file.h"

namespace weft {

namespace {

namespace fs = std::filesystem;

struct BreakOptions {
  TargetOptions target;
  std::optional<Granularity> granularity;
  std::string file;
};

// The half of the exercise that asks for a schedule of its unchanged starter, which may be a copy; none when
// this is something else.
std::optional<BreakTask> task_of(const Target& target, const std::string& scenario) {
  if (!target.exercise || !target.exercise->break_task) return std::nullopt;
  const std::optional<BreakTask>& task = target.exercise->break_task;
  if (!scenario.empty() && scenario != task->scenario) return std::nullopt;
  const Result<std::string> starter = hash_of(program_of(*target.exercise, target.exercise->starter()));
  return starter && starter.value() == target.hash ? task : std::nullopt;
}

// Leaves one checked scenario.
Status choose_scenario(Target& target, const std::string& wanted) {
  std::erase_if(target.requests, [&](const RunRequest& request) {
    return request.mode == Mode::real || (!wanted.empty() && request.scenario != wanted);
  });
  if (target.requests.size() == 1) return Unit{};
  std::string names;
  for (const RunRequest& request : target.requests) names += (names.empty() ? "" : ", ") + request.scenario;
  if (names.empty()) return Error{"that scenario runs on real threads: nobody can choose there"};
  return Error{"name one scenario with --scenario: " + names};
}

fs::path default_file(const Target& target) {
  return target.exercise ? fs::path(target.exercise->name + ".schedule")
                         : fs::path(target.program.sources.front().stem().string() + ".schedule");
}

Walk walk_of(Target target, const std::optional<BreakTask>& task, const BreakOptions& options) {
  Walk walk;
  walk.must_fail = true;
  walk.file = options.file.empty() ? default_file(target) : fs::path(options.file);
  if (task) {
    walk.goal = task->verdict;
    walk.next = "Hand it in: weft grade " + target.exercise->id + " " + display_path(walk.file);
  } else {
    walk.next = "See it again: weft replay " + display_path(walk.file);
  }
  RunRequest& request = target.requests.front();
  request.granularity = options.granularity.value_or(task ? Granularity::globals : Granularity::sync);
  request.races_fail = request.granularity == Granularity::sync;
  walk.target = std::move(target);
  return walk;
}

void introduce(const Walk& walk) {
  const std::string goal(walk.goal ? to_string(*walk.goal) : "any failure");
  const Target& target = walk.target;
  std::printf("%s, scenario %s: choose who goes on until it ends with %s.\n",
              clean_text(target.exercise ? target.exercise->title : target.program.name).c_str(),
              target.requests.front().scenario.c_str(), goal.c_str());
}

void break_by_hand(Session& session, const BreakOptions& options) {
  Result<Target> target = find_target(session, options.target);
  if (!target) return session.complain(target.error());
  const std::string& scenario = options.target.scenario;
  const std::optional<BreakTask> task = task_of(target.value(), scenario);
  if (Status chosen = choose_scenario(target.value(), task ? task->scenario : scenario); !chosen)
    return session.complain(chosen.error(), kUsage);
  const Walk walk = walk_of(std::move(target).value(), task, options);
  std::error_code problem;
  if (fs::exists(walk.file, problem))
    return session.complain(walk.file.string() +
                            " exists already: it is left as it is; name another with -o");
  const std::optional<Workshop> workshop = session.workshop();
  if (!workshop) return;
  introduce(walk);
  step_through(session, *workshop, walk);
}

}  // namespace

void add_break(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "break", "Choose step by step which thread goes on until the program fails, and save that schedule");
  auto options = std::make_shared<BreakOptions>();
  add_target_options(*command, options->target);
  add_choice(*command, "--granularity", options->granularity, granularity_words(),
             "Choose at synchronisation only, at plain accesses to global variables too, or at all plain "
             "accesses (sync; globals where the exercise asks for a schedule)");
  command->add_option("-o,--schedule-out", options->file, "Where the schedule goes (NAME.schedule, here)");
  command->footer(
      std::string(
          "Reads answers from standard input: Enter for the step marked *, 1 for thread 1 (0 is main),\n"
          "1x3 for three steps of it, 1+ for all up to its next line, b to go back, q to quit.\n\n"
          "Examples: weft break 04\n"
          "          weft break 04 -o mine.schedule && weft grade 04 mine.schedule\n"
          "          weft break bank.cpp --granularity all\n\n"
          "0 means: it failed as it should, and the schedule is saved; 2: you stopped before.\n") +
      kExitCodesHelp);
  command->callback([&session, options] { break_by_hand(session, *options); });
}

}  // namespace weft
