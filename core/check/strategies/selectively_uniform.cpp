// Selectively uniform sampling; see randomised.h.
#include <algorithm>
#include <vector>

#include "check/strategies/operation_counts.h"
#include "check/strategies/random_numbers.h"
#include "check/strategies/randomised.h"

namespace weft {
namespace {

// Choices that may be made before the thread that is to come next gets to one of the chosen objects. It may
// wait for a thread that is held back.
constexpr std::uint32_t kPatience = 64;

class SelectivelyUniform final : public Strategy {
 public:
  explicit SelectivelyUniform(std::uint64_t seed) : random_(seed) {}

  bool begin_execution() override {
    choose_objects();
    weigh();
    seen_ = 1;  // main
    last_ = AgentId(0);
    next_ = AgentId();
    return true;
  }

  std::optional<std::size_t> pick(const ChoicePoint& point) override {
    if (point.is_input) return random_.below(point.options.size());
    meet(point);
    if (point.options.size() == 1) return 0;
    if (!any_chosen_) return random_.below(point.options.size());
    const bool is_here = std::any_of(point.options.begin(), point.options.end(), [&](const Option& option) {
      return option.step == Step{next_, Variant::normal};
    });
    if (!is_here || waited_++ >= kPatience) choose_next(point);
    return pick_beside_held_back(point);
  }

  void executed(const Option& option) override {
    const AgentId agent = option.step.agent;
    last_ = agent;
    if (option.step.variant == Variant::normal) counts_.count(agent, *option.operation);
    if (!is_chosen(option)) return;
    if (std::uint32_t& left = weight_of(agent); left > 0) --left;
    if (agent == next_) next_ = AgentId();
  }

  void end_execution() override { counts_.end_execution(); }

 private:
  // One object, and with a chance of one half each time, another.
  void choose_objects() {
    const auto& contended = counts_.contended();
    chosen_.assign(counts_.objects(), false);
    any_chosen_ = !contended.empty();
    std::size_t more = contended.size();
    while (more > 0) {
      chosen_[contended[random_.below(contended.size())]] = true;
      more = random_.below(2) == 0 ? more - 1 : 0;
    }
  }

  // What an agent and all that it will start have to do on the chosen objects.
  void weigh() {
    std::fill(weights_.begin(), weights_.end(), 0);
    for (const OperationCounts::ObjectIndex object : counts_.contended())
      if (chosen_[object]) add_to_weights(counts_.most(object));
    for (std::size_t child = weights_.size(); child-- > 1;) weights_[parents_[child]] += weights_[child];
  }
  void add_to_weights(const std::vector<std::uint32_t>& counts) {
    if (counts.size() > weights_.size()) weights_.resize(counts.size());
    parents_.resize(std::max(parents_.size(), weights_.size()));
    for (std::size_t i = 0; i < counts.size(); ++i) weights_[i] += counts[i];
  }

  // From when an agent is there on, its part is its own.
  void meet(const ChoicePoint& point) {
    for (const Option& option : point.options)
      for (; seen_ <= option.step.agent.value; ++seen_) begin_agent(seen_);
  }
  void begin_agent(std::uint32_t agent) {
    if (agent >= parents_.size()) {
      parents_.resize(agent + 1);
      parents_[agent] = last_.value < agent ? last_.value : 0;
    }
    const std::uint32_t own = weight_of(AgentId(agent));
    for (std::uint32_t above = agent; above != 0;) {
      above = parents_[above];
      std::uint32_t& weight = weight_of(AgentId(above));
      weight -= std::min(weight, own);
    }
  }

  // In proportion to what they have left there; who stands before a chosen object has something left.
  void choose_next(const ChoicePoint& point) {
    waited_ = 0;
    next_ = AgentId();
    std::uint64_t total = 0;
    for (const Option& option : point.options) total += chance_of(option);
    if (total == 0) return;
    std::uint64_t at = random_.below(total);
    for (const Option& option : point.options) {
      const std::uint64_t chance = chance_of(option);
      if (at < chance) return void(next_ = option.step.agent);
      at -= chance;
    }
  }
  std::uint64_t chance_of(const Option& option) {
    if (option.step.variant != Variant::normal) return 0;
    return std::max(weight_of(option.step.agent), is_chosen(option) ? 1u : 0u);
  }

  std::optional<std::size_t> pick_beside_held_back(const ChoicePoint& point) {
    const auto may_go_on = [&](const Option& option) {
      return option.step.agent == next_ || !is_chosen(option);
    };
    const auto free = std::count_if(point.options.begin(), point.options.end(), may_go_on);
    if (free == 0) return random_.below(point.options.size());
    auto left = random_.below(static_cast<std::uint64_t>(free));
    for (std::size_t i = 0; i < point.options.size(); ++i)
      if (may_go_on(point.options[i]) && left-- == 0) return i;
    return 0;
  }

  // An end of a wait that needs nobody is beside what is drawn: nobody knows how often it comes.
  bool is_chosen(const Option& option) const {
    if (option.step.variant != Variant::normal) return false;
    const OperationCounts::ObjectIndex object = counts_.find(option.operation->address);
    return object < chosen_.size() && chosen_[object];
  }
  std::uint32_t& weight_of(AgentId agent) {
    if (agent.value >= weights_.size()) weights_.resize(agent.value + 1);
    return weights_[agent.value];
  }

  RandomNumbers random_;
  OperationCounts counts_;
  std::vector<bool> chosen_;  // by object
  bool any_chosen_ = false;
  std::vector<std::uint32_t> weights_;  // by agent: operations left on chosen objects
  std::vector<std::uint32_t> parents_;  // by agent: who started it when it was first seen
  std::uint32_t seen_ = 1;              // agents that have shown up in this execution
  AgentId last_;                        // whose operation was the last
  AgentId next_;                        // who is to act on a chosen object next; none: not drawn yet
  std::uint32_t waited_ = 0;            // choices since that was drawn
};

}  // namespace

std::unique_ptr<Strategy> selectively_uniform_strategy(std::uint64_t seed) {
  return std::make_unique<SelectivelyUniform>(seed);
}

}  // namespace weft
