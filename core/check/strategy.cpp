#include "check/strategy.h"

#include <algorithm>

namespace weft {

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

}  // namespace

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
  if (point.is_input) return pick_input(point);
  if (next_ >= steps_.size()) return default_choice(point);
  if (const auto at = find_step(point, steps_[next_])) return at;
  // What the agent does first may be nothing that the steps count.
  return find_step(point, {steps_[next_].agent, Variant::normal}).value_or(default_choice(point));
}

// An input is given as soon as the agent asks, before others go on: its step may be one of those to come.
std::size_t LinearStrategy::pick_input(const ChoicePoint& point) {
  const AgentId agent = point.options.front().step.agent;
  const auto its = std::find_if(steps_.begin() + static_cast<std::ptrdiff_t>(next_), steps_.end(),
                                [&](const Step& step) { return step.agent == agent; });
  if (its == steps_.end()) return 0;
  const std::size_t way = its->way;
  steps_.erase(its);
  return std::min(way, point.options.size() - 1);
}

bool is_linear_step(const Operation& operation) {
  return operation.ways > 0 || (operation.op != Op::yield && operation.op != Op::sleep);
}

// Inputs are no longer among the steps.
void LinearStrategy::executed(const Option& option) {
  if (option.operation->ways > 0 || !is_linear_step(*option.operation)) return;
  if (next_ < steps_.size() && option.step == steps_[next_]) ++next_;
}

std::optional<std::size_t> ChooseStrategy::pick(const ChoicePoint& point) {
  if (point.options.size() < 2) return 0;
  if (next_ >= steps_.size()) return std::nullopt;
  const std::optional<std::size_t> at = find_step(point, steps_[next_]);
  if (at) ++next_;
  return at;
}

}  // namespace weft
