#include "check/minimiser.h"

#include <algorithm>
#include <tuple>

namespace weft {
namespace {

constexpr std::uint64_t kExecutionsABound = 20'000;
constexpr std::uint64_t kSteps = 3'000'000;  // of all executions within bounds
constexpr std::uint64_t kTries = 3'000;      // to merge blocks
constexpr std::uint64_t kNoEnd = ~std::uint64_t{0};

// Another strategy, whose steps are noted, and whose executions are cut where they get longer than `most`.
class Watched final : public Strategy {
 public:
  Watched(Strategy& inner, std::uint64_t most) : inner_(inner), most_(most) {}

  bool begin_execution() override { return inner_.begin_execution(); }
  std::optional<std::size_t> pick(const ChoicePoint& point) override {
    return taken_ >= most_ ? std::nullopt : inner_.pick(point);
  }
  void executed(const Option& option) override {
    ++taken_;
    if (is_linear_step(*option.operation)) steps_.push_back(option.step);
    inner_.executed(option);
  }
  void end_execution() override { inner_.end_execution(); }

  const std::vector<Step>& steps() const { return steps_; }
  std::uint64_t taken() const { return taken_; }

 private:
  Strategy& inner_;
  std::uint64_t most_, taken_ = 0;
  std::vector<Step> steps_;
};

// Some executions were not seen to their end, or not with every input.
bool is_bounded(const ExecutionResult& result) {
  return result.hit_step_bound || result.hit_input_bound || result.sampled_inputs || result.assumed_spin;
}

std::tuple<int, std::uint64_t> cost(const ExecutionResult& result) {
  return {result.preemptions, result.steps};
}

std::vector<std::vector<Step>> blocks_of(const std::vector<Step>& steps) {
  std::vector<std::vector<Step>> blocks;
  for (const Step& step : steps) {
    if (blocks.empty() || blocks.back().back().agent != step.agent) blocks.emplace_back();
    blocks.back().push_back(step);
  }
  return blocks;
}

}  // namespace

bool Minimiser::is_spent() const { return steps_ >= kSteps || is_late_(); }

ExecutionResult Minimiser::minimise(ExecutionResult failed) {
  best_ = std::move(failed);
  is_canonical_ = false;
  steps_ = tries_ = 0;
  ReplayStrategy replay(best_.schedule);
  Watched again(replay, kNoEnd);
  again.begin_execution();
  if (run_(again, false).verdict != best_.verdict) return std::move(best_);  // it does not repeat itself
  line_ = again.steps();
  int excluded = 0;  // fewer preemptions than these
  bool saw_all = false;
  for (int bound = 0; bound <= best_.preemptions && !is_spent(); ++bound) {
    saw_all = search_within(bound);
    if (saw_all && excluded == bound && best_.preemptions > bound) excluded = bound + 1;
  }
  if (!saw_all) merge_blocks();
  best_.least_preemptions = excluded;
  return std::move(best_);
}

// Keeps the simplest failure with so many preemptions at most. Whether it saw all executions that could be
// simpler.
bool Minimiser::search_within(int bound) {
  const auto strategy = exhaustive_strategy(false, bound);
  bool saw_all = true;
  for (std::uint64_t n = 0; n < kExecutionsABound && !is_spent(); ++n) {
    const bool wants_shorter = best_.preemptions <= bound;
    Watched watched(*strategy, wants_shorter ? best_.steps - (is_canonical_ ? 1 : 0) : kNoEnd);
    if (!watched.begin_execution()) return saw_all && !strategy->nondeterministic();
    const ExecutionResult& result = run_(watched, true);
    steps_ += watched.taken();
    if (!keep_if_simpler(result, watched.steps())) saw_all = saw_all && !is_bounded(result);
  }
  return false;
}

// What is as simple, and was found within a bound, is preferred: it is the same whatever failed first.
bool Minimiser::keep_if_simpler(const ExecutionResult& result, const std::vector<Step>& steps) {
  if (result.cut_short || result.verdict != best_.verdict) return false;
  if (cost(result) > cost(best_) || (is_canonical_ && cost(result) == cost(best_))) return false;
  best_ = result;
  line_ = steps;
  is_canonical_ = true;
  return true;
}

void Minimiser::merge_blocks() {
  is_canonical_ = true;
  for (bool improved = true; improved;) {
    improved = false;
    for (std::size_t i = 0; i < blocks_of(line_).size();)
      improve_block(i) ? void(improved = true) : void(++i);
  }
}

// Moves a block to the next or the one before of the same agent, or leaves it out, so that its agent goes on
// when nobody else can.
bool Minimiser::improve_block(std::size_t i) {
  const Blocks blocks = blocks_of(line_);
  const auto place = blocks.begin() + static_cast<std::ptrdiff_t>(i);
  const auto is_same = [&](const auto& block) { return block.front().agent == place->front().agent; };
  const auto offset = [&](std::size_t n) { return static_cast<std::ptrdiff_t>(n); };
  if (const auto next = std::find_if(place + 1, blocks.end(), is_same); next != blocks.end()) {
    Blocks later = blocks;
    std::rotate(later.begin() + offset(i), later.begin() + offset(i) + 1,
                later.begin() + (next - blocks.begin()));
    if (try_blocks(later)) return true;
  }
  const auto before = std::find_if(std::make_reverse_iterator(place), blocks.rend(), is_same);
  if (before != blocks.rend()) {
    Blocks earlier = blocks;
    std::rotate(earlier.begin() + (before.base() - blocks.begin()), earlier.begin() + offset(i),
                earlier.begin() + offset(i) + 1);
    if (try_blocks(earlier)) return true;
  }
  Blocks without = blocks;
  without.erase(without.begin() + offset(i));
  return try_blocks(without);
}

bool Minimiser::try_blocks(const Blocks& blocks) {
  if (++tries_ > kTries || is_late_()) return false;
  std::vector<Step> steps;
  for (const auto& block : blocks) steps.insert(steps.end(), block.begin(), block.end());
  LinearStrategy linear(std::move(steps));
  Watched watched(linear, kNoEnd);
  watched.begin_execution();
  return keep_if_simpler(run_(watched, false), watched.steps());
}

}  // namespace weft
