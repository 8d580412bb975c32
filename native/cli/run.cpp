#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/target.h"

namespace weft {

namespace {

struct RunOptions {
  TargetOptions target;
  std::uint64_t repetitions = 0;
  double seconds = 0;
};

// An exercise's real scenarios; all of its scenarios when it has none.
void make_real(std::vector<RunRequest>& requests) {
  const auto real = [](const RunRequest& request) { return request.mode == Mode::real; };
  if (std::any_of(requests.begin(), requests.end(), real))
    std::erase_if(requests, [&](const RunRequest& request) { return !real(request); });
  for (RunRequest& request : requests) request.mode = Mode::real;
}

void run(Session& session, const RunOptions& options) {
  Result<Target> target = find_target(session, options.target);
  if (!target) return session.complain(target.error());
  make_real(target.value().requests);
  for (RunRequest& request : target.value().requests) {
    const bool whole = request.scenario == "main";
    if (options.repetitions > 0 || whole)
      request.repetitions = std::max<std::uint64_t>(options.repetitions, 1);
    if (options.seconds > 0) request.budget.seconds = options.seconds;
    request.keep_going = !whole;  // the histogram is what is wanted
  }
  const std::optional<Workshop> workshop = session.workshop();
  if (!workshop) return;
  Job job = job_of(target.value());
  job.goes_on = nullptr;
  const Result<Outcome> outcome = run_job(*workshop, job);
  if (!outcome) return session.complain(outcome.error());
  session.report(outcome.value(), target.value().own, "");
}

}  // namespace

void add_run(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("run", "Run a program or an answer on real threads; shows a histogram");
  auto options = std::make_shared<RunOptions>();
  add_target_options(*command, options->target);
  command
      ->add_option("--repetitions", options->repetitions,
                   "How often (as the exercise says; 1 for whole programs)")
      ->check(CLI::Range(1, 1000000));
  command->add_option("--seconds", options->seconds, "Stop each scenario after this time")
      ->check(CLI::PositiveNumber);
  add_json(*command, session);
  command->footer(std::string("Examples: weft run 04 --repetitions 1000\n"
                              "          weft run hello.cpp -- some arguments\n\n") +
                  kExitCodesHelp);
  command->callback([&session, options] { run(session, *options); });
}

}  // namespace weft
