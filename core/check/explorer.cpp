#include "check/explorer.h"

#include <chrono>

#include "check/minimiser.h"
#include "check/model.h"
#include "contract/check.h"

namespace weft {
namespace {

constexpr double kSimplifySeconds = 5;
constexpr std::uint32_t kFailedTriesBound = 3;  // systematic search only
constexpr std::uint64_t kClockEvery = 16;       // executions between looks at the clock
constexpr std::uint64_t kProgressEvery = 4'096;

std::uint64_t done_in(const Statistics& statistics) {
  return statistics.executions + statistics.blocked + statistics.excluded;
}

std::string phrase(AgentId agent, const Operation& operation) {
  return agent_name(agent) + ": " + std::string(to_string(operation.op)) +
         (operation.address == 0 ? "" : " " + model::describe(operation.address));
}

// In brackets, or nothing.
std::string describe_difference(const std::optional<Strategy::Difference>& difference) {
  if (!difference) return "";
  return " (now " + phrase(difference->agent, difference->now) + "; before " +
         phrase(difference->agent_before, difference->before) + ")";
}

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

Explorer::Explorer(Execution& execution, OutputCapture& output, Body body, void* argument)
    : execution_(execution), output_(output), body_(body), argument_(argument) {}

double Explorer::elapsed() const { return seconds_now() - started_; }

bool Explorer::spent(const Limits& limits) const {
  const std::uint64_t done = done_in(found_.statistics);
  if (limits.executions > 0 && done >= limits.executions) return true;
  return limits.until > 0 && done % kClockEvery == 0 && elapsed() >= limits.until;
}

Exploration Explorer::explore(const ExplorerOptions& options) {
  options_ = options;
  found_ = Exploration();
  failure_.reset();
  histogram_.clear();
  hit_timeouts_ = hit_steps_ = assumed_spin_ = searched_graphs_ = false;
  sampled_ = hit_inputs_ = assumed_by_abort_ = false;
  started_ = seconds_now();
  options_.plan == ExplorerOptions::Plan::choose ? follow_person() : search_by_plan();
  return std::move(found_);
}

void Explorer::search_by_plan() {
  const Ending ending = follow_plan();
  found_.statistics.seconds = elapsed();
  if (failure_) {
    if (options_.plan != ExplorerOptions::Plan::replay) failure_->weak_memory ? simplify_weak() : simplify();
    const std::string remark = failure_->circle > 0 ? who_gets_on() : "";
    record_failure();
    failure_->message += remark;
  }
  conclude(ending);
}

// Beside the schedule that goes on for ever: what comes after it when the threads no longer go in step.
std::string Explorer::who_gets_on() {
  ExecutionSettings settings = options_.settings;
  settings.watches_circles = false;
  ReplayStrategy replay(failure_->schedule);
  replay.begin_execution();
  const ExecutionResult& result = execution_.run(replay, settings, body_, argument_);
  output_.discard();
  return result.verdict == Verdict::accepted ? "; where they do not go in step any more, they get out of it"
                                             : "";
}

Explorer::Ending Explorer::search(Strategy& strategy, Limits limits) {
  while (strategy.begin_execution()) {
    const ExecutionResult& first = execution_.run(strategy, options_.settings, body_, argument_);
    strategy.end_execution();
    const ExecutionResult& result = first.verdict == Verdict::leak ? run_again(first.schedule) : first;
    note(result);
    const bool failed = !result.cut_short && result.verdict != Verdict::accepted;
    if (failed && !failure_) failure_ = result;
    if (!failed || execution_.recorder().on()) output_.discard();
    if (failed && !options_.keep_going) return Ending::failed;
    if (spent(limits)) return Ending::out_of_budget;
  }
  if (strategy.nondeterministic()) {
    difference_ = describe_difference(strategy.difference());
    return Ending::nondeterministic;
  }
  if (strategy.hit_bound()) return Ending::hit_bound;
  return Ending::exhausted;
}

// What the C library allocates when something is used for the first time, and keeps, is no leak.
const ExecutionResult& Explorer::run_again(std::vector<Step> schedule) {
  ReplayStrategy replay(std::move(schedule));
  replay.begin_execution();
  return execution_.run(replay, options_.settings, body_, argument_);
}

void Explorer::note(const ExecutionResult& result) {
  Statistics& s = found_.statistics;
  if (result.choices.empty()) ++(result.excluded ? s.excluded : result.cut_short ? s.blocked : s.executions);
  s.steps += result.steps;
  s.max_steps = std::max(s.max_steps, result.steps);
  s.agents = std::max(s.agents, result.agents);
  hit_timeouts_ |= result.hit_timeout_bound;
  hit_steps_ |= result.hit_step_bound;
  assumed_spin_ |= result.assumed_spin;
  sampled_ |= result.sampled_inputs || result.hit_input_bound;
  hit_inputs_ |= result.hit_input_bound;
  assumed_by_abort_ |= result.assumed_by_abort;
  if (progress_ && (s.executions + s.blocked) % kProgressEvery == 0) progress_(s);
  if (result.cut_short) return;
  const bool failed = result.verdict != Verdict::accepted;
  if (failed)
    ++histogram_[{std::string(to_string(result.verdict)) + ": " + result.message, true}];
  else if (!result.observed.empty())
    ++histogram_[{result.observed, false}];
}

// What has no end, or far too many ways, is bounded.
void Explorer::be_systematic() {
  options_.settings.max_failed_tries = kFailedTriesBound;
  options_.settings.input_samples = kInputSamples;
}

void Explorer::be_random() {
  options_.settings.max_failed_tries = 0;
  options_.settings.input_samples = kMoreInputSamples;
}

// Plain accesses are no events of a graph, and a bound on preemptions makes no sense without interleavings.
bool Explorer::uses_graphs() const {
  return options_.graphs && options_.preemption_bound < 0 &&
         options_.settings.granularity == Granularity::sync;
}

// One execution of each class.
Explorer::Ending Explorer::search_graphs(Limits limits) {
  searched_graphs_ = true;
  const Statistics before = std::exchange(found_.statistics, {});
  histogram_.clear();
  if (limits.executions > 0) limits.executions -= std::min(limits.executions - 1, done_in(before));
  const Ending ending = is_divided() ? search_parts(limits) : search_whole(limits);
  if (ending == Ending::needs_interleavings) return give_up_graphs(before);
  // Interleavings that were tried before are among what all graphs stand for.
  if (ending != Ending::exhausted) add(before);
  return ending;
}

bool Explorer::is_divided() const { return options_.jobs > 0 || options_.shard.is_part(); }

// The program has atomic sections, or a loop that may wait, which would have an execution for each number of
// times it goes round.
Explorer::Ending Explorer::give_up_graphs(const Statistics& before) {
  searched_graphs_ = false;
  found_.statistics = before;
  histogram_.clear();
  return Ending::needs_interleavings;
}

Explorer::Ending Explorer::search_whole(Limits limits) {
  GraphDriver driver(options_.memory);
  for (;;) {
    const Ending ending = explore_graphs(driver, limits, [] { return false; });
    if (ending != Ending::found_loops) return ending;
    start_over(driver);
  }
}

// All that the driver has left, unless that `is_moot`.
Explorer::Ending Explorer::explore_graphs(GraphDriver& driver, Limits limits,
                                          const std::function<bool()>& is_moot) {
  while (driver.begin_execution()) {
    if (const auto ending = explore_graph(driver)) return *ending;
    if (spent(limits) || is_moot()) return Ending::out_of_budget;
  }
  return Ending::exhausted;
}

// One execution; nothing if others may follow.
std::optional<Explorer::Ending> Explorer::explore_graph(GraphDriver& driver) {
  const ExecutionResult& result = execution_.run(driver, options_.settings, body_, argument_);
  output_.discard();
  if (result.needs_interleavings || driver.finding() == LoopWatch::Finding::unknown)
    return Ending::needs_interleavings;
  if (driver.has_misjudged_looks() || driver.finding() == LoopWatch::Finding::new_sites)
    return Ending::found_loops;
  if (driver.finding() == LoopWatch::Finding::new_value) return std::nullopt;
  if (driver.diverged()) return Ending::nondeterministic;
  if (note_explored(result, driver) && !options_.keep_going) return Ending::failed;
  return std::nullopt;
}

// Whether it failed.
bool Explorer::note_explored(const ExecutionResult& result, GraphDriver& driver) {
  const bool is_clean = result.cut_short || result.verdict == Verdict::accepted;
  if (is_clean) note(result);
  return !is_clean && note_failure(result, driver);
}

// What was explored counted loops that wait as often as they went round.
void Explorer::start_over(GraphDriver& driver) {
  driver.start_over();
  found_.statistics = {};
  histogram_.clear();
}

void Explorer::add(const Statistics& more) {
  Statistics& s = found_.statistics;
  s.executions += more.executions;
  s.blocked += more.blocked;
  s.excluded += more.excluded;
  s.steps += more.steps;
  s.max_steps = std::max(s.max_steps, more.max_steps);
  s.agents = std::max(s.agents, more.agents);
  s.preemption_bound = std::max(s.preemption_bound, more.preemption_bound);
}

// Keeps the first failure, as an interleaving where there is one. A thread that waits in a loop may have gone
// round it once, and then on: whether it goes round for ever, the interleaving tells, and where that fails in
// another way, it is the failure. `result` is not valid afterwards.
bool Explorer::note_failure(ExecutionResult result, GraphDriver& driver) {
  const bool in_doubt = result.verdict == Verdict::livelock;
  const auto steps = !failure_ || in_doubt ? driver.linear_schedule() : std::nullopt;
  std::optional<ExecutionResult> shown;
  if (steps) {
    LinearStrategy linear(*steps);
    linear.begin_execution();
    shown = execution_.run(linear, options_.settings, body_, argument_);
    output_.discard();
  }
  if (in_doubt && shown && !shown->cut_short && shown->verdict != Verdict::livelock &&
      shown->verdict != Verdict::accepted)
    result = *shown;
  const bool goes_on = shown ? shown->verdict == Verdict::accepted : in_doubt && goes_on_along(driver);
  if (in_doubt && (goes_on || (shown && shown->cut_short))) {
    ++found_.statistics.blocked;
    return false;
  }
  if (result.verdict == Verdict::leak && goes_on) {  // see run_again()
    note(*shown);
    return false;
  }
  note(result);
  if (failure_) return true;
  if (shown && shown->verdict == result.verdict)
    failure_ = std::move(shown);
  else
    keep_weak(std::move(result), driver);
  return true;
}

Explorer::Ending Explorer::search_exhaustively() {
  be_systematic();
  if (uses_graphs()) {
    const Ending ending = search_graphs(whole_budget());
    if (ending != Ending::needs_interleavings) return ending;
  }
  const bool sleep_sets = options_.sleep_sets && options_.preemption_bound < 0;
  const Ending ending = search(*exhaustive_strategy(sleep_sets, options_.preemption_bound), whole_budget());
  if (options_.preemption_bound >= 0 && ending == Ending::hit_bound)
    found_.statistics.preemption_bound = options_.preemption_bound;
  return ending;
}

// The same failure again, as simple as it gets. What this explores is not counted.
void Explorer::simplify() {
  if (failure_->verdict == Verdict::time_limit || failure_->circle > 0) return;
  const double until = elapsed() + kSimplifySeconds;
  Minimiser minimiser(
      [this](Strategy& strategy, bool systematic) -> const ExecutionResult& {
        ExecutionSettings settings = options_.settings;
        if (systematic) settings.max_failed_tries = kFailedTriesBound;
        const ExecutionResult& result = execution_.run(strategy, settings, body_, argument_);
        output_.discard();
        return result.verdict == Verdict::leak ? run_again(result.schedule) : result;
      },
      [this, until] { return elapsed() > until; });
  failure_ = minimiser.minimise(*std::move(failure_));
}

void Explorer::record_failure() {
  if (failure_->weak_memory) return record_weak();
  output_.discard();
  ReplayStrategy replay(failure_->schedule, failure_->circle);
  ExecutionSettings settings = options_.settings;
  settings.record = true;
  keep_recorded(execution_.run(replay, settings, body_, argument_));
}

// The failure, repeated and written down.
void Explorer::keep_recorded(ExecutionResult recorded) {
  found_.output = output_.take();
  recorded.least_preemptions = failure_->least_preemptions;
  if (recorded.verdict == failure_->verdict)
    failure_ = std::move(recorded);
  else
    found_.replay_diverged = true;
  found_.failure = failure_;
}

void Explorer::take_histogram() {
  for (const auto& [bar, count] : histogram_) found_.histogram.push_back({bar.first, count, bar.second, 0});
}

void Explorer::conclude(Ending ending) {
  take_histogram();
  found_.bounds = describe_bounds();
  if (failure_) {
    found_.verdict = failure_->verdict;
    found_.message = failure_->message;
    found_.certainty = Certainty::shown;
    return;
  }
  if (conclude_share(ending)) return;
  const std::uint64_t done = found_.statistics.executions;
  switch (ending) {
    case Ending::exhausted:
      if (conclude_without_all_inputs()) return;
      found_.verdict =
          options_.plan == ExplorerOptions::Plan::replay ? Verdict::inconclusive : Verdict::accepted;
      found_.certainty =
          options_.plan == ExplorerOptions::Plan::replay ? Certainty::tested : Certainty::verified;
      found_.message = options_.plan == ExplorerOptions::Plan::replay
                           ? "this schedule shows no failure"
                           : "every interleaving was explored: no failure";
      return;
    case Ending::nondeterministic:
      found_.message = "the program does not repeat itself" + difference_ +
                       ": it depends on something the checker does not control";
      return;
    case Ending::misfit:
      return;
    case Ending::hit_bound:
      found_.verdict = Verdict::inconclusive;
      found_.certainty = Certainty::tested;
      found_.message = "no failure with " + describe_reached() + "; more was not tried";
      return;
    case Ending::failed:
    case Ending::needs_interleavings:
    case Ending::found_loops:
    case Ending::out_of_budget:
      found_.certainty = Certainty::tested;
      found_.message =
          "no failure in " + std::to_string(done) + " executions, but there are more than the budget allows";
      if (const std::string reached = describe_reached(); !reached.empty())
        found_.message += "; all with " + reached + " were among them";
      return;
  }
}

// False when there was nothing that the search left out.
bool Explorer::conclude_without_all_inputs() {
  const Statistics& s = found_.statistics;
  if (s.excluded > 0 && s.executions == 0) {
    found_.message = "nothing was checked: what the program assumes held in no execution";
  } else if (sampled_) {
    found_.certainty = Certainty::tested;
    found_.message = "no failure with the inputs tried, but there are more: inputs sampled, not verified";
  }
  return !found_.message.empty();
}

std::string Explorer::describe_bounds() const {
  const bool of_graphs = searched_graphs_ || (failure_ && failure_->weak_memory);
  std::string text = (options_.shard.is_part() ? options_.shard.name() + ", " : "") +
                     std::string(of_graphs && options_.memory == graph::MemoryModel::rc11
                                     ? "the memory model of C++ (RC11)"
                                     : "sequentially consistent memory") +
                     ", at most " + std::to_string(kMaxSpuriousWakeups) +
                     (of_graphs ? " spurious wakeup a thread" : " spurious wakeup an execution");
  if (hit_timeouts_)
    text += ", at most " + std::to_string(kMaxEarlyTimeouts) +
            (of_graphs ? " early timeouts a thread" : " early timeouts an execution");
  if (hit_steps_)
    text += ", at most " + std::to_string(kFailedTriesBound) + " failed try_lock calls a thread and " +
            std::to_string(options_.settings.max_steps) + " steps an execution";
  if (assumed_spin_) text += ", waiting loops taken to have no effect";
  if (sampled_) text += ", inputs sampled";
  if (hit_inputs_) text += ", only the first " + std::to_string(kMaxInputs) + " inputs of an execution";
  if (assumed_by_abort_) text += ", an abort() taken for an input that there is not";
  return text;
}

}  // namespace weft
