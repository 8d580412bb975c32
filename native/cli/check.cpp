#include <algorithm>
#include <cstdio>
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
  int jobs = 0;
  std::string shard;
};

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
  add_choice<StrategyKind>(command, "--strategy", options.strategy,
                           {{"automatic", StrategyKind::automatic},
                            {"exhaustive", StrategyKind::exhaustive},
                            {"random", StrategyKind::random}},
                           "How to search (automatic)");
  add_choice<Reduction>(
      command, "--reduction", options.reduction,
      {{"none", Reduction::none}, {"sleep", Reduction::sleep_sets}, {"graphs", Reduction::graphs}},
      "Whether equivalent interleavings are skipped (sleep); graphs: one execution for each "
      "execution graph, weak memory included");
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
  command.add_option("--jobs", options.jobs, "Processes that share the search (--reduction graphs)")
      ->check(CLI::Range(1, kMaxJobs));
  command.add_option(
      "--shard", options.shard,
      "Explore one of several parts, say 2/8: together they are the whole (--reduction graphs)");
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
                  "          weft check queue.cpp --strategy exhaustive --reduction graphs --jobs 8\n\n") +
      kExitCodesHelp);
  command->callback([&session, options] { check(session, *options); });
}

}  // namespace weft
