// Everybody takes turns; see randomised.h.
#include <array>
#include <random>

#include "check/limits.h"
#include "check/strategies/randomised.h"

namespace weft {
namespace {

constexpr std::uint32_t kMostAtRandom = 24;    // picks before the turns begin
constexpr std::uint32_t kMostSteps = 3;        // of an agent in a round
constexpr std::uint64_t kStepsInTurn = 1'500;  // of an execution; a circle shows long before

class InStep final : public Strategy {
 public:
  explicit InStep(std::uint64_t seed) : random_(seed) {}

  bool begin_execution() override {
    drawn_ = executions_++ == 0 ? 0 : draw(kMostAtRandom + 1);
    for (std::uint32_t& steps : steps_a_round_) steps = executions_ == 1 ? 1 : 1 + draw(kMostSteps);
    taken_ = picks_ = 0;
    round_begins_ = true;
    return true;
  }

  bool wants_state(const ChoicePoint& point) override {
    return picks_ >= drawn_ && (round_begins_ || is_over(point));
  }

  std::optional<std::size_t> pick(const ChoicePoint& point) override {
    if (picks_++ < drawn_) return draw(static_cast<std::uint32_t>(point.options.size()));
    if (picks_ > drawn_ + kStepsInTurn) return std::nullopt;
    const std::size_t choice = in_turn(point);
    const std::uint32_t agent = point.options[choice].step.agent.value;
    taken_ = agent == turn_ ? taken_ + 1 : 1;
    turn_ = agent;
    round_begins_ = false;
    return choice;
  }

  void executed(const Option&) override {}
  void end_execution() override {}

 private:
  std::uint32_t draw(std::uint32_t below) { return static_cast<std::uint32_t>(random_() % below); }

  bool is_normal(const Option& option) const { return option.step.variant == Variant::normal; }

  // The agent whose turn it is, while it has steps left in this round, else the next one that can go on.
  std::size_t in_turn(const ChoicePoint& point) const {
    const std::uint32_t least = taken_ < steps_a_round_[turn_] ? turn_ : turn_ + 1;
    std::size_t first = point.options.size();
    for (std::size_t i = 0; i < point.options.size(); ++i) {
      if (!is_normal(point.options[i])) continue;
      if (point.options[i].step.agent.value >= least) return i;
      if (first == point.options.size()) first = i;
    }
    return first == point.options.size() ? 0 : first;
  }

  // Nobody is left in this round: the next pick begins another.
  bool is_over(const ChoicePoint& point) const {
    const std::uint32_t next = point.options[in_turn(point)].step.agent.value;
    return next < turn_ || (next == turn_ && taken_ >= steps_a_round_[turn_]);
  }

  std::mt19937_64 random_;
  std::uint64_t executions_ = 0;
  std::uint64_t picks_ = 0, drawn_ = 0;
  std::array<std::uint32_t, kMaxAgents> steps_a_round_{};
  std::uint32_t turn_ = 0, taken_ = 0;  // whose turn it is, and what it has had of it
  bool round_begins_ = true;
};

}  // namespace

std::unique_ptr<Strategy> in_step_strategy(std::uint64_t seed) { return std::make_unique<InStep>(seed); }

}  // namespace weft
