#include "check/strategy.h"

#include <algorithm>

namespace weft {

bool preempts(const ChoicePoint& point, const Option& option) {
  return point.running_can_continue && !point.running_yields && option.step.agent != point.running;
}

std::size_t default_choice(const ChoicePoint& point) {
  const auto is_normal = [](const Option& o) { return o.step.variant == Variant::normal; };
  std::size_t best = point.options.size();
  for (std::size_t i = 0; i < point.options.size(); ++i) {
    const Option& option = point.options[i];
    if (!is_normal(option)) continue;
    const bool is_running = option.step.agent == point.running;
    if (is_running && !point.running_yields) return i;
    if (best == point.options.size() || (!is_running && point.options[best].step.agent == point.running))
      best = i;
  }
  return best == point.options.size() ? 0 : best;
}

namespace {

std::optional<std::size_t> find_step(const ChoicePoint& point, const Step& wanted) {
  for (std::size_t i = 0; i < point.options.size(); ++i)
    if (point.options[i].step == wanted) return i;
  return std::nullopt;
}

class RandomStrategy final : public Strategy {
 public:
  explicit RandomStrategy(std::uint64_t seed)
      : state_(seed * 0x9e3779b97f4a7c15ull + 0x632be59bd9b4e019ull) {}
  bool begin_execution() override { return true; }
  std::optional<std::size_t> pick(const ChoicePoint& point) override {
    const std::uint64_t number = next();
    switch (point.options.size()) {  // constants, as a division takes long
      case 1:
        return 0;
      case 2:
        return number % 2;
      case 3:
        return number % 3;
      default:
        return number % point.options.size();
    }
  }
  void executed(const Option&) override {}
  void end_execution() override {}

 private:
  // splitmix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

}  // namespace

std::unique_ptr<Strategy> random_strategy(std::uint64_t seed) {
  return std::make_unique<RandomStrategy>(seed);
}

bool ReplayStrategy::begin_execution() {
  if (started_) return false;
  return started_ = true;
}

std::optional<std::size_t> ReplayStrategy::pick(const ChoicePoint& point) {
  if (point.options.size() < 2) return 0;
  if (next_ >= steps_.size() || diverged_) return default_choice(point);
  const std::optional<std::size_t> at = find_step(point, steps_[next_]);
  if (!at) {
    diverged_ = next_;
    return default_choice(point);
  }
  ++next_;
  return at;
}

std::optional<std::size_t> LinearStrategy::pick(const ChoicePoint& point) {
  if (next_ >= steps_.size()) return default_choice(point);
  if (const auto at = find_step(point, steps_[next_])) return at;
  // What the agent does first may be nothing that the steps count.
  return find_step(point, {steps_[next_].agent, Variant::normal}).value_or(default_choice(point));
}

void LinearStrategy::executed(const Option& option) {
  const Op op = option.operation->op;
  const bool counts = op != Op::yield && op != Op::sleep;
  if (counts && next_ < steps_.size() && option.step == steps_[next_]) ++next_;
}

std::optional<std::size_t> ChooseStrategy::pick(const ChoicePoint& point) {
  if (point.options.size() < 2) return 0;
  if (next_ >= steps_.size()) return std::nullopt;
  const std::optional<std::size_t> at = find_step(point, steps_[next_]);
  if (at) ++next_;
  return at;
}

}  // namespace weft
