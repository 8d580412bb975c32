#include "run/checked.h"

#include "run/failure.h"

namespace weft {
namespace {

ExplorerOptions::Plan plan_of(StrategyKind kind) {
  using Plan = ExplorerOptions::Plan;
  switch (kind) {
    case StrategyKind::automatic:
      return Plan::automatic;
    case StrategyKind::exhaustive:
      return Plan::exhaustive;
    case StrategyKind::random:
      return Plan::random;
    case StrategyKind::replay:
      return Plan::replay;
    case StrategyKind::choose:
      return Plan::choose;
    case StrategyKind::preemptions:
      return Plan::preemptions;
    case StrategyKind::delays:
      return Plan::delays;
    case StrategyKind::pct:
      return Plan::pct;
    case StrategyKind::pos:
      return Plan::pos;
    case StrategyKind::surw:
      return Plan::surw;
  }
  return Plan::automatic;
}

ExplorerOptions options_of(const RunRequest& request, const CheckedProgram& program) {
  ExplorerOptions options;
  options.plan = plan_of(request.strategy);
  options.sleep_sets = request.reduction != Reduction::none;
  options.graphs = request.reduction == Reduction::graphs;
  options.memory = request.memory == Memory::sc ? graph::MemoryModel::sc : graph::MemoryModel::rc11;
  options.preemption_bound = request.preemption_bound;
  options.delay_bound = request.delay_bound;
  options.choice_bound = request.choice_bound;
  options.depth = request.depth;
  options.seed = request.seed;
  options.seconds = request.budget.seconds;
  options.executions = request.budget.executions;
  options.keep_going = request.keep_going;
  if (request.schedule) options.schedule = request.schedule->steps;
  if (request.schedule) options.graph = request.schedule->graph;
  if (request.schedule) options.circle = request.schedule->circle;
  options.settings.granularity = request.granularity;
  options.settings.races_fail = request.races_fail;
  options.settings.max_steps = request.budget.steps_per_execution;
  options.settings.memory_bytes = request.budget.memory_bytes;
  options.settings.is_whole_program = program.is_whole_program;
  options.jobs = request.jobs;
  options.shard = request.shard;
  options.draws_graphs = request.draws_graphs;
  options.settings.is_benchmark = program.is_benchmark;
  return options;
}

}  // namespace

ScenarioOutcome run_checked(Execution& execution, OutputCapture& output, const CheckedProgram& program,
                            const RunRequest& request, Explorer::Progress progress, Crew* crew) {
  Explorer explorer(execution, output, program.body, program.argument);
  explorer.on_progress(std::move(progress));
  if (crew != nullptr) explorer.share_with(*crew);
  Exploration found = explorer.explore(options_of(request, program));

  ScenarioOutcome outcome;
  outcome.name = request.scenario;
  outcome.mode = Mode::checked;
  outcome.verdict = found.verdict;
  outcome.message = std::move(found.message);
  outcome.certainty = found.certainty;
  outcome.bounds = std::move(found.bounds);
  outcome.statistics = found.statistics;
  outcome.histogram = std::move(found.histogram);
  outcome.output = std::move(found.output);
  outcome.unmodelled = program.unmodelled;
  for (const std::string& name : execution.unmodelled()) outcome.unmodelled.push_back(name);
  if (found.failure) {
    outcome.failure = describe_failure(execution, *found.failure, request);
    outcome.choices = describe_choices(execution, *found.failure);
  }
  if (outcome.verdict == Verdict::deadlock) outcome.message = deadlock_message(execution, *outcome.failure);
  if (found.replay_diverged)
    outcome.message +=
        " (its replay took another way: the program depends on something the checker does not control)";
  if (found.unused_steps > 0)
    outcome.message += " (it ended before the last " +
                       (found.unused_steps == 1 ? "step" : std::to_string(found.unused_steps) + " steps") +
                       " of the schedule)";
  return outcome;
}

}  // namespace weft
