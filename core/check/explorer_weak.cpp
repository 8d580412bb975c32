// Explorer: failures that no interleaving shows. They are repeated along the steps of their graph.
#include <algorithm>
#include <tuple>

#include "check/explorer.h"
#include "check/graph/graph_steps.h"
#include "check/graph/simplest_order.h"

namespace weft {
namespace {

constexpr std::uint64_t kSimplifyExecutions = 10'000;
constexpr double kSimplifySeconds = 5;

// Few accesses that must be explained, then few changes from thread to thread, then few steps.
std::tuple<std::size_t, std::size_t, std::size_t> cost(const std::vector<GraphStep>& steps) {
  return {graph::count_weak(steps), graph::count_switches(steps), steps.size()};
}

}  // namespace

// One execution that begins with `steps`. What a loop waits for is found out on the way, as by a search.
ExecutionResult Explorer::follow_graph(GraphDriver& driver, const std::vector<GraphStep>& steps,
                                       bool record) {
  ExecutionSettings settings = options_.settings;
  settings.record = record;
  ExecutionResult result;
  do {
    output_.discard();
    driver.follow(steps);
    result = execution_.run(driver, settings, body_, argument_);
  } while (driver.finding() != LoopWatch::Finding::nothing);
  result.weak_memory = true;
  result.graph = steps;
  if (record) result.weak_accesses = driver.weak_accesses();
  return result;
}

// Whether it is no livelock after all, whichever order is taken.
bool Explorer::goes_on_along(const GraphDriver& driver) {
  const auto schedules = driver.schedules();
  return std::all_of(schedules.begin(), schedules.end(), [&](const std::vector<GraphStep>& steps) {
    GraphDriver follower(graph::MemoryModel::rc11);
    return follow_graph(follower, steps, false).verdict != Verdict::livelock;
  });
}

// Of the schedules that should repeat `result`, the first that does.
void Explorer::keep_weak(ExecutionResult result, const GraphDriver& driver) {
  std::vector<GraphStep> steps;
  for (std::vector<GraphStep>& schedule : driver.schedules()) {
    GraphDriver follower(graph::MemoryModel::rc11);
    steps = std::move(schedule);
    if (follow_graph(follower, steps, false).verdict == result.verdict) break;
  }
  output_.discard();
  failure_ = std::move(result);
  failure_->weak_memory = true;
  failure_->graph = std::move(steps);
}

// The simplest of the failures alike among the first executions, as an interleaving if one of them is.
void Explorer::simplify_weak() {
  const double until = elapsed() + kSimplifySeconds;
  GraphDriver driver(options_.memory);
  for (std::uint64_t n = 0; n < kSimplifyExecutions && elapsed() < until && driver.begin_execution(); ++n) {
    const ExecutionResult result = execution_.run(driver, options_.settings, body_, argument_);
    output_.discard();
    if (result.needs_interleavings || driver.finding() == LoopWatch::Finding::unknown) return;
    if (driver.finding() == LoopWatch::Finding::new_sites) driver.start_over();
    if (result.cut_short || result.verdict != failure_->verdict) continue;
    if (is_interleaving(result, driver)) return simplify();
    keep_if_simpler(result, driver);
  }
}

// What an interleaving shows needs no weak memory. Then that is the failure.
bool Explorer::is_interleaving(const ExecutionResult& result, const GraphDriver& driver) {
  const auto steps = driver.linear_schedule();
  if (!steps) return false;
  LinearStrategy linear(*steps);
  linear.begin_execution();
  const Verdict wanted = result.verdict;
  const ExecutionResult& shown = execution_.run(linear, options_.settings, body_, argument_);
  output_.discard();
  if (shown.verdict != wanted) return false;
  failure_ = shown;
  return true;
}

void Explorer::keep_if_simpler(const ExecutionResult& result, const GraphDriver& driver) {
  for (std::vector<GraphStep>& steps : driver.schedules()) {
    if (cost(steps) >= cost(failure_->graph)) continue;
    GraphDriver follower(graph::MemoryModel::rc11);
    if (follow_graph(follower, steps, false).verdict != failure_->verdict) continue;
    failure_ = result;
    failure_->weak_memory = true;
    failure_->graph = std::move(steps);
  }
  output_.discard();
}

void Explorer::record_weak() {
  GraphDriver driver(graph::MemoryModel::rc11);
  keep_recorded(follow_graph(driver, failure_->graph, true));
}

Explorer::Ending Explorer::replay_graph() {
  searched_graphs_ = true;
  GraphDriver driver(graph::MemoryModel::rc11);
  ExecutionResult result = follow_graph(driver, options_.graph, false);
  note(result);
  const bool ended_early = result.cut_short && driver.following();
  if (ended_early) {
    const std::size_t taken = options_.graph.size() - driver.steps_left();
    const std::string why = driver.misfit().empty() ? "that thread does not run there" : driver.misfit();
    found_.message = "step " + std::to_string(taken + 1) +
                     " of the schedule does not fit: " + format_graph({options_.graph[taken]}) + ", but " +
                     why;
    return Ending::misfit;
  }
  found_.unused_steps = driver.steps_left();
  if (result.cut_short || result.verdict == Verdict::accepted) return Ending::exhausted;
  failure_ = std::move(result);
  return Ending::failed;
}

}  // namespace weft
