#include <memory>

#include "cli/commands.h"
#include "cli/saved_schedule.h"
#include "cli/stepper.h"

namespace weft {

namespace {

struct ReplayOptions {
  std::string schedule;
  std::vector<std::string> sources;
  bool step = false;
  std::string schedule_out;
};

Walk walk_of(const Target& target, const Schedule& schedule, const ReplayOptions& options) {
  Walk walk;
  walk.target = target;
  walk.saved = schedule.steps;
  walk.file = options.schedule_out;
  walk.next = "See it again: weft replay " + options.schedule_out;
  return walk;
}

void run_replay(Session& session, const ReplayOptions& options) {
  if (options.step && session.json) return session.complain("--step is a dialogue: it has no JSON", kUsage);
  const Result<Schedule> schedule = read_schedule(options.schedule);
  if (!schedule) return session.complain(schedule.error());
  const Result<Target> target =
      target_of_schedule(session, schedule.value(), options.schedule, options.sources);
  if (!target) return session.complain(target.error());
  if (options.step && !schedule.value().graph.empty())
    return session.complain("no interleaving is what " + options.schedule +
                            " shows, so there is nothing to choose step by step; weft replay without --step "
                            "shows it");
  const std::optional<Workshop> workshop = session.workshop();
  if (!workshop) return;
  if (options.step)
    return step_through(session, *workshop, walk_of(target.value(), schedule.value(), options));
  const Result<Outcome> outcome = run_job(*workshop, job_of(target.value()));
  if (!outcome) return session.complain(outcome.error());
  session.report(outcome.value(), target.value().own, "");
}

}  // namespace

void add_replay(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("replay", "Run a saved schedule again, step by step the same");
  auto options = std::make_shared<ReplayOptions>();
  command->add_option("schedule", options->schedule, "File that weft check or grade has written")->required();
  command->add_option("sources", options->sources,
                      "Source files, where they are not found by the schedule itself");
  CLI::Option* step =
      command->add_flag("--step", options->step,
                        "Step by step: Enter takes the saved step, a number another thread, b goes back");
  command
      ->add_option("-o,--schedule-out", options->schedule_out,
                   "Write the schedule that was walked to this file")
      ->needs(step);
  add_json(*command, session);
  command->footer(std::string("Examples: weft replay lost.schedule\n"
                              "          weft replay lost.schedule --step\n\n"
                              "A failure that only a weak memory shows has a "
                              "schedule too,\nwhich says what each load reads; it is shown, not walked "
                              "through.\n\n") +
                  kExitCodesHelp);
  command->callback([&session, options] { run_replay(session, *options); });
}

}  // namespace weft
