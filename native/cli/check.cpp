#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

#include "cli/budget_option.h"
#include "cli/choice_option.h"
#include "cli/commands.h"
#include "cli/saved_schedule.h"
#include "cli/target.h"

namespace weft {

namespace {

struct CheckOptions {
  TargetOptions target;
  StrategyKind strategy = StrategyKind::automatic;
  Reduction reduction = Reduction::graphs;
  std::optional<Memory> memory;
  Granularity granularity = Granularity::sync;
  int preemptions = -1, delays = -1, choices = -1;
  int depth = 3;
  std::string budget;
  std::uint64_t executions = 0;
  double seconds = 0;
  std::uint64_t seed = 1;
  bool ignore_races = false;
  bool keep_going = false;
  std::string schedule_out;
  int jobs = 0;
  std::string shard;
};

void add_bounds(CLI::App& command, CheckOptions& options) {
  command
      .add_option("--preemptions", options.preemptions,
                  "At most this many preemptions; of strategies exhaustive and preemptions")
      ->check(CLI::Range(0, 1000));
  command
      .add_option("--delays", options.delays,
                  "Pass over at most this many threads whose turn it is; of exhaustive and delays")
      ->check(CLI::Range(0, 1000));
  command
      .add_option(
          "--choices,--depth-bound", options.choices,
          "Depth bound: try only so many choices, the first of each execution, in all ways; of exhaustive")
      ->check(CLI::Range(0, 1'000'000));
  command
      .add_option("--depth", options.depth,
                  "Ordering constraints that a bug may take, the d of pct (3); no bound on executions")
      ->check(CLI::Range(1, 100));
}

constexpr std::uint32_t kMaxShards = 1'000;
constexpr int kMaxJobs = 256;

// "2/8".
Result<Shard> parse_shard(const std::string& text) {
  Shard shard;
  char rest = 0;
  const bool is_pair = std::sscanf(text.c_str(), "%u/%u%c", &shard.number, &shard.of, &rest) == 2;
  const bool has_digits_only = text.find_first_not_of("0123456789/") == std::string::npos;
  if (!is_pair || !has_digits_only || shard.of > kMaxShards || shard.number < 1 || shard.number > shard.of)
    return Error{"--shard " + text + " is no part of a whole: of 8 parts they are called 1/8 to 8/8"};
  return shard;
}

// Only graphs are divided, and all of them.
std::string unfit_for_division(const CheckOptions& options) {
  if (options.jobs == 0 && options.shard.empty()) return "";
  const std::string what = options.shard.empty() ? "--jobs" : "--shard";
  if (options.reduction != Reduction::graphs) return what + " needs --reduction graphs";
  if (options.granularity != Granularity::sync) return what + " needs --granularity sync";
  if (options.preemptions >= 0) return what + " divides a search that has no bound: leave out --preemptions";
  if (options.executions > 0) return what + " goes with --seconds, not with --executions";
  if (!options.shard.empty() && options.strategy != StrategyKind::exhaustive)
    return "--shard needs --strategy exhaustive";
  return "";
}

void add_options(CLI::App& command, CheckOptions& options) {
  add_choice<StrategyKind>(
      command, "--strategy", options.strategy,
      {{"automatic", StrategyKind::automatic},
       {"exhaustive", StrategyKind::exhaustive},
       {"preemptions", StrategyKind::preemptions},
       {"delays", StrategyKind::delays},
       {"random", StrategyKind::random},
       {"pct", StrategyKind::pct},
       {"pos", StrategyKind::pos},
       {"surw", StrategyKind::surw}},
      "How to search: few preemptions, everything, then what draws in turns (automatic); "
      "everything, once or with 0, 1, 2, ... preemptions or delays; or by drawing: uniformly (random), by "
      "priorities (pct), by operations that matter to each other (pos), by how many are left (surw)");
  add_choice<Reduction>(
      command, "--reduction", options.reduction,
      {{"none", Reduction::none}, {"sleep", Reduction::sleep_sets}, {"graphs", Reduction::graphs}},
      "What of all executions is explored: one for each execution graph, weak memory included "
      "(graphs); one for each order of dependent steps (sleep); every interleaving (none)");
  add_choice<Memory>(
      command, "--memory", options.memory, {{"sc", Memory::sc}, {"rc11", Memory::rc11}},
      "Memory model of graphs: sequentially consistent, or that of C++ (rc11). Of random, where it is "
      "given: graphs of it are drawn instead of interleavings");
  add_choice(command, "--granularity", options.granularity, granularity_words(),
             "Switch threads at synchronisation only, at plain accesses to global variables too, or at all "
             "plain accesses (sync)");
  add_bounds(command, options);
  CLI::Option* budget = add_budget(command, options.budget);
  command.add_option("--executions", options.executions, "Stop after this many executions")
      ->check(CLI::NonNegativeNumber)
      ->excludes(budget);
  command.add_option("--seconds", options.seconds, "Stop each scenario after this time")
      ->check(CLI::Range(0.001, 1e6))
      ->excludes(budget);
  command.add_option("--seed", options.seed,
                     "Of the strategies that draw (1): the same executions each time");
  command.add_flag("--ignore-races", options.ignore_races,
                   "A data race is not a failure: look for what it leads to");
  command.add_flag("--keep-going", options.keep_going, "Count failures instead of stopping at the first");
  command.add_option("--jobs", options.jobs, "Processes that share the search of graphs")
      ->check(CLI::Range(1, kMaxJobs));
  command.add_option(
      "--shard", options.shard,
      "Explore one of several parts, say 2/8: together they are the whole; of the search of graphs");
  command.add_option("--schedule-out", options.schedule_out, "Write the failing schedule to this file");
}

// A bound alone says which search is meant.
StrategyKind strategy_of(const CheckOptions& options) {
  if (options.strategy != StrategyKind::automatic) return options.strategy;
  const bool preemptions = options.preemptions >= 0, delays = options.delays >= 0;
  if (options.choices >= 0 || (preemptions && delays)) return StrategyKind::exhaustive;
  if (delays) return StrategyKind::delays;
  return preemptions ? StrategyKind::preemptions : StrategyKind::automatic;
}

void apply(const CheckOptions& options, RunRequest& request) {
  request.strategy = strategy_of(options);
  request.reduction = options.reduction;
  request.memory = options.memory.value_or(Memory::rc11);
  request.draws_graphs = options.memory == Memory::rc11;
  request.granularity = options.granularity;
  request.preemption_bound = options.preemptions;
  request.delay_bound = options.delays;
  request.choice_bound = options.choices;
  request.depth = options.depth;
  request.budget.executions = options.executions;
  if (options.seconds > 0) request.budget.seconds = options.seconds;
  if (!options.budget.empty()) request.budget = parse_budget(options.budget, request.budget).value();
  request.seed = options.seed;
  request.races_fail = !options.ignore_races;
  request.keep_going = options.keep_going;
  request.jobs = options.jobs;
}

void check(Session& session, const CheckOptions& options) {
  if (const std::string unfit = unfit_for_division(options); !unfit.empty())
    return session.complain(unfit, kUsage);
  const Result<Shard> shard = options.shard.empty() ? Shard() : parse_shard(options.shard);
  if (!shard) return session.complain(shard.error(), kUsage);
  Result<Target> target = find_target(session, options.target);
  if (!target) return session.complain(target.error());
  std::erase_if(target.value().requests,
                [](const RunRequest& request) { return request.mode == Mode::real; });
  if (target.value().requests.empty())
    return session.complain("that scenario runs on real threads: weft run shows it", kUsage);
  for (RunRequest& request : target.value().requests) {
    apply(options, request);
    request.shard = shard.value();
  }
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
      std::string("Examples: weft check 04\n"
                  "          weft check exercises/04_lost_update/submissions/data_race/volatile.cpp\n"
                  "          weft check bank.cpp log.cpp -Iinclude -std=c++17 -- 3 accounts\n"
                  "          weft check 04 --ignore-races --granularity all --schedule-out lost.schedule\n"
                  "          weft check queue.cpp --strategy exhaustive --jobs 8\n\n") +
      kExitCodesHelp);
  command->callback([&session, options] { check(session, *options); });
}

}  // namespace weft
