#include <memory>

#include "cli/commands.h"
#include "cli/saved_schedule.h"

namespace weft {

namespace {

struct ReplayOptions {
  std::string schedule;
  std::vector<std::string> sources;
};

void run_replay(Session& session, const ReplayOptions& options) {
  const Result<Schedule> schedule = read_schedule(options.schedule);
  if (!schedule) return session.complain(schedule.error());
  const Result<Target> target =
      target_of_schedule(session, schedule.value(), options.schedule, options.sources);
  if (!target) return session.complain(target.error());
  const std::optional<Workshop> workshop = session.workshop();
  if (!workshop) return;
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
  add_json(*command, session);
  command->footer(std::string("Example: weft replay lost.schedule\n\n") + kExitCodesHelp);
  command->callback([&session, options] { run_replay(session, *options); });
}

}  // namespace weft
