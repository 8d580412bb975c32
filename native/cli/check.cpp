#include <algorithm>
#include <memory>

#include "cli/choice_option.h"
#include "cli/commands.h"
#include "cli/saved_schedule.h"
#include "cli/target.h"

namespace weft {

namespace {

struct CheckOptions {
  TargetOptions target;
  StrategyKind strategy = StrategyKind::automatic;
  Reduction reduction = Reduction::sleep_sets;
  Memory memory = Memory::rc11;
  Granularity granularity = Granularity::sync;
  int preemptions = -1;
  std::uint64_t executions = 0;
  double seconds = 0;
  std::uint64_t seed = 1;
  bool ignore_races = false;
  bool keep_going = false;
  std::string schedule_out;
};

void add_options(CLI::App& command, CheckOptions& options) {
  add_choice<StrategyKind>(command, "--strategy", options.strategy,
                           {{"automatic", StrategyKind::automatic},
                            {"exhaustive", StrategyKind::exhaustive},
                            {"random", StrategyKind::random}},
                           "How to search (automatic)");
  add_choice<Reduction>(
      command, "--reduction", options.reduction,
      {{"none", Reduction::none}, {"sleep", Reduction::sleep_sets}, {"graphs", Reduction::graphs}},
      "Whether equivalent interleavings are skipped (sleep); graphs: one execution for each "
      "execution graph, weak memory included, and a schedule for what it finds");
  add_choice<Memory>(command, "--memory", options.memory, {{"sc", Memory::sc}, {"rc11", Memory::rc11}},
                     "Memory model of --reduction graphs: sequentially consistent, or that of C++ (rc11)");
  add_choice(command, "--granularity", options.granularity, granularity_words(),
             "Switch threads at synchronisation only, at plain accesses to global variables too, or at all "
             "plain accesses (sync)");
  command.add_option("--preemptions", options.preemptions, "At most this many preemptions")
      ->check(CLI::Range(0, 1000));
  command.add_option("--executions", options.executions, "Stop after this many executions");
  command.add_option("--seconds", options.seconds, "Stop each scenario after this time")
      ->check(CLI::PositiveNumber);
  command.add_option("--seed", options.seed, "Of the random strategy (1)");
  command.add_flag("--ignore-races", options.ignore_races,
                   "A data race is not a failure: look for what it leads to");
  command.add_flag("--keep-going", options.keep_going, "Count failures instead of stopping at the first");
  command.add_option("--schedule-out", options.schedule_out, "Write the failing schedule to this file");
}

void apply(const CheckOptions& options, RunRequest& request) {
  request.strategy = options.strategy;
  request.reduction = options.reduction;
  request.memory = options.memory;
  request.granularity = options.granularity;
  request.preemption_bound = options.preemptions;
  request.budget.executions = options.executions;
  if (options.seconds > 0) request.budget.seconds = options.seconds;
  request.seed = options.seed;
  request.races_fail = !options.ignore_races;
  request.keep_going = options.keep_going;
}

void check(Session& session, const CheckOptions& options) {
  Result<Target> target = find_target(session, options.target);
  if (!target) return session.complain(target.error());
  std::erase_if(target.value().requests,
                [](const RunRequest& request) { return request.mode == Mode::real; });
  if (target.value().requests.empty())
    return session.complain("that scenario runs on real threads: weft run shows it", kUsage);
  for (RunRequest& request : target.value().requests) apply(options, request);
  const std::optional<Workshop> workshop = session.workshop();
  if (!workshop) return;
  Job job = job_of(target.value());
  if (options.keep_going) job.goes_on = nullptr;
  const Result<Outcome> outcome = run_job(*workshop, job);
  if (!outcome) return session.complain(outcome.error());
  const bool wants_file = !options.schedule_out.empty() || !session.json;
  const Result<std::string> replay =
      wants_file ? save_schedule(outcome.value(), options.schedule_out) : std::string();
  session.report(outcome.value(), target.value().own, replay ? replay.value() : "");
  if (!replay) session.complain(replay.error());
}

}  // namespace

void add_json(CLI::App& command, Session& session) {
  command.add_flag("--json", session.json, "Print JSON instead of a story");
}

void add_check(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("check", "Run a program or an answer in every interleaving");
  auto options = std::make_shared<CheckOptions>();
  add_target_options(*command, options->target);
  add_options(*command, *options);
  add_json(*command, session);
  command->footer(
      std::string(
          "Examples: weft check 04\n"
          "          weft check exercises/04_lost_update/submissions/data_race/volatile.cpp\n"
          "          weft check bank.cpp log.cpp -Iinclude -std=c++17 -- 3 accounts\n"
          "          weft check 04 --ignore-races --granularity all --schedule-out lost.schedule\n\n") +
      kExitCodesHelp);
  command->callback([&session, options] { check(session, *options); });
}

}  // namespace weft
