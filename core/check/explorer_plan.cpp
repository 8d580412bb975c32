// Explorer: which strategies search, in which order, and for how long.
#include <algorithm>

#include "check/explorer.h"
#include "check/strategies/randomised.h"

namespace weft {
namespace {

// The automatic plan: 0, 1, 2 preemptions, then a first round of draws, then everything, then draws to the
// end. Of time and executions, where they are limited, the first and the third phase have these shares.
constexpr int kLastBoundFirst = 2;
constexpr double kBoundedShare = 0.1;
constexpr std::uint64_t kBoundedExecutions = 500;
constexpr double kExhaustiveShare = 0.7;  // with what came before
constexpr std::uint64_t kTurn = 64;       // executions of one strategy that draws, then of the next
constexpr std::uint64_t kFirstRounds = 2, kNoEnd = ~std::uint64_t{0};

std::string counted(int count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

Explorer::Ending Explorer::follow_plan() {
  using Plan = ExplorerOptions::Plan;
  const std::uint64_t seed = options_.seed;
  switch (options_.plan) {
    case Plan::exhaustive:
      return search_everything();
    case Plan::preemptions:
      return search_iteratively(&SearchBounds::preemptions, options_.preemption_bound, whole_budget());
    case Plan::delays:
      return search_iteratively(&SearchBounds::delays, options_.delay_bound, whole_budget());
    case Plan::random:
      return search_at_random();
    case Plan::pct:
      return search_at_random(*pct_strategy(seed, options_.depth));
    case Plan::pos:
      return search_at_random(*partial_order_strategy(seed));
    case Plan::surw:
      return search_at_random(*selectively_uniform_strategy(seed));
    case Plan::replay:
      return search_replay();
    default:
      return search_automatically();
  }
}

Explorer::Ending Explorer::search_replay() {
  if (!options_.graph.empty()) return replay_graph();
  options_.settings.watches_circles = options_.circle > 0;
  ReplayStrategy replay(options_.schedule, options_.circle);
  const Ending ending = search(replay, {});
  found_.replay_diverged = replay.diverged().has_value() || !replay.consumed();
  return ending;
}

Explorer::Ending Explorer::search_everything() {
  if (options_.delay_bound < 0 && options_.choice_bound < 0) return search_exhaustively();
  return search_within({options_.preemption_bound, options_.delay_bound, options_.choice_bound},
                       whole_budget());
}

Explorer::Ending Explorer::search_within(SearchBounds bounds, Limits limits) {
  be_systematic();
  const Ending ending = search(*bounded_strategy(bounds), limits);
  if (ending != Ending::hit_bound) return ending;
  found_.statistics.preemption_bound = bounds.preemptions;
  found_.statistics.delay_bound = bounds.delays;
  found_.statistics.choice_bound = bounds.choices;
  return ending;
}

// Within 0, 1, 2, ... of what a bound counts, up to `last` (-1: no end) or until a search meets no bound.
Explorer::Ending Explorer::search_iteratively(int SearchBounds::*counted, int last, Limits limits) {
  for (int bound = 0;; ++bound) {
    SearchBounds bounds;
    bounds.*counted = bound;
    const Ending ending = search_within(bounds, limits);
    if (ending != Ending::hit_bound || bound == last) return ending;
  }
}

Explorer::Ending Explorer::search_at_random(Strategy& strategy) {
  be_random();
  return search(strategy, whole_budget());
}

Explorer::Limits Explorer::until_share(double share) const {
  Limits limits{options_.seconds * share, 0};
  if (options_.executions > 0)
    limits.executions = std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(static_cast<double>(options_.executions) * share));
  return limits;
}

// Few preemptions first, since most bugs need few; then everything, as it may be little; then chance. What is
// too large for that differs only at its end from one execution to the next: hence some chance before it.
Explorer::Ending Explorer::search_automatically() {
  Limits few = until_share(kBoundedShare);
  if (few.executions == 0 || few.executions > kBoundedExecutions) few.executions = kBoundedExecutions;
  const Ending bounded = search_iteratively(&SearchBounds::preemptions, kLastBoundFirst, few);
  if (bounded == Ending::exhausted) return uses_graphs() ? search_weak_memory() : bounded;
  if (bounded != Ending::hit_bound && bounded != Ending::out_of_budget) return bounded;
  if (is_all_spent()) return Ending::out_of_budget;
  const Strategies strategies = strategies_that_draw();
  walks_ = draws_weak_graphs() ? std::make_unique<Walks>(options_) : nullptr;
  const Ending drawn = search_in_turns(strategies, kFirstRounds);
  if (drawn != Ending::out_of_budget || is_all_spent()) return drawn;
  const Ending in_step = search_in_step(until_share(kExhaustiveShare));
  if (in_step != Ending::out_of_budget || is_all_spent()) return in_step;
  be_systematic();
  const Limits most = until_share(kExhaustiveShare);
  Ending all = uses_graphs() ? search_graphs(most) : Ending::needs_interleavings;
  if (all == Ending::needs_interleavings) all = search(*exhaustive_strategy(true, -1), most);
  if (all != Ending::out_of_budget || is_all_spent()) return all;
  return search_in_turns(strategies, kNoEnd);
}

// All interleavings were seen.
Explorer::Ending Explorer::search_weak_memory() {
  const Ending ending = search_graphs(whole_budget());
  return ending == Ending::needs_interleavings ? Ending::exhausted : ending;
}

// What only a weak memory shows. In the page, where nobody can follow a schedule of a graph, it is left to
// the search of all.
bool Explorer::draws_weak_graphs() const {
  return kWideAddresses && uses_graphs() && options_.memory == graph::MemoryModel::rc11;
}

Explorer::Strategies Explorer::strategies_that_draw() const {
  const std::uint64_t seed = options_.seed;
  Strategies strategies;
  strategies.push_back(pct_strategy(seed, options_.depth));
  strategies.push_back(partial_order_strategy(seed));
  strategies.push_back(selectively_uniform_strategy(seed));
  strategies.push_back(random_strategy(seed));
  return strategies;
}

// None of them finds every bug soonest: each has its turn, and goes on from where it was when that comes
// again.
Explorer::Ending Explorer::search_in_turns(const Strategies& strategies, std::uint64_t rounds) {
  be_random();
  const std::size_t turns = strategies.size() + 1;
  for (std::uint64_t turn = 0; turn / turns < rounds; ++turn) {
    const std::size_t whose = turn % turns;
    if (whose == strategies.size() && walks_ == nullptr) continue;
    Limits limits = whole_budget();
    const std::uint64_t end = found_.statistics.executions + found_.statistics.blocked + kTurn;
    limits.executions = limits.executions == 0 ? end : std::min(end, limits.executions);
    const Ending ending =
        whose < strategies.size() ? search(*strategies[whose], limits) : search_walks(*walks_, limits);
    if (ending == Ending::needs_interleavings) {
      walks_.reset();
      continue;
    }
    if (ending != Ending::out_of_budget || is_all_spent()) return ending;
  }
  return Ending::out_of_budget;
}

// Threads that give way to each other may do so for ever, which no search of executions that end would show.
Explorer::Ending Explorer::search_in_step(Limits limits) {
  if constexpr (!kWideAddresses) return Ending::out_of_budget;  // where registers cannot be looked at
  be_random();
  const std::uint64_t end = found_.statistics.executions + found_.statistics.blocked + kTurn;
  limits.executions = limits.executions == 0 ? end : std::min(end, limits.executions);
  options_.settings.watches_circles = true;
  const Ending ending = search(*in_step_strategy(options_.seed), limits);
  options_.settings.watches_circles = failure_ && failure_->circle > 0;
  return ending;
}

bool Explorer::is_all_spent() const {
  return spent({0, options_.executions}) || (options_.seconds > 0 && elapsed() >= options_.seconds);
}

// "at most 2 preemptions"; empty where no bound was reached.
std::string Explorer::describe_reached() const {
  const Statistics& s = found_.statistics;
  std::string text;
  const auto add = [&](int bound, const std::string& what) {
    if (bound >= 0) text += (text.empty() ? "" : " and ") + what;
  };
  add(s.preemption_bound, "at most " + counted(s.preemption_bound, "preemption", "preemptions"));
  add(s.delay_bound, "at most " + counted(s.delay_bound, "delay", "delays"));
  add(s.choice_bound, "only the first " + counted(s.choice_bound, "choice", "choices") + " varied");
  return text;
}

}  // namespace weft
