// Partial order sampling; see randomised.h.
#include "check/strategies/per_way.h"
#include "check/strategies/random_numbers.h"
#include "check/strategies/randomised.h"

namespace weft {
namespace {

class PartialOrderSampling final : public Strategy {
 public:
  explicit PartialOrderSampling(std::uint64_t seed) : random_(seed) {}

  bool begin_execution() override {
    priorities_.clear();
    return true;
  }

  std::optional<std::size_t> pick(const ChoicePoint& point) override {
    if (point.is_input) return random_.below(point.options.size());
    if (point.options.size() == 1) return 0;
    const std::size_t best = highest(point);
    const Option& next = point.options[best];
    for (const Option& other : point.options)
      if (dependent(*other.operation, *next.operation)) priorities_[other.step] = kNotDrawn;
    return best;
  }

  void executed(const Option& option) override { priorities_.clear(option.step.agent); }
  void end_execution() override {}

 private:
  static constexpr std::uint64_t kNotDrawn = 0;

  std::size_t highest(const ChoicePoint& point) {
    std::size_t best = 0;
    std::uint64_t best_priority = 0;
    for (std::size_t i = 0; i < point.options.size(); ++i) {
      std::uint64_t& priority = priorities_[point.options[i].step];
      if (priority == kNotDrawn) priority = random_.next() | 1;
      if (priority <= best_priority) continue;
      best = i;
      best_priority = priority;
    }
    return best;
  }

  RandomNumbers random_;
  PerWay<std::uint64_t> priorities_{kNotDrawn};
};

}  // namespace

std::unique_ptr<Strategy> partial_order_strategy(std::uint64_t seed) {
  return std::make_unique<PartialOrderSampling>(seed);
}

}  // namespace weft
