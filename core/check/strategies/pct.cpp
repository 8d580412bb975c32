// Probabilistic concurrency testing; see randomised.h.
#include <algorithm>
#include <limits>
#include <vector>

#include "check/strategies/per_way.h"
#include "check/strategies/random_numbers.h"
#include "check/strategies/randomised.h"
#include "contract/check.h"

namespace weft {
namespace {

// Choice points with one option count as none: whom a priority is taken from there shows at the next one that
// has two.
class Pct final : public Strategy {
 public:
  Pct(std::uint64_t seed, int depth) : random_(seed), changes_(static_cast<std::size_t>(depth - 1)) {}

  bool begin_execution() override {
    priorities_.clear();
    for (std::uint64_t& change : changes_) change = random_.below(most_choices_);
    choices_ = 0;
    lowest_ = 0;
    return true;
  }

  std::optional<std::size_t> pick(const ChoicePoint& point) override {
    if (point.is_input) return random_.below(point.options.size());
    if (point.options.size() == 1) return 0;
    std::size_t best = highest(point);
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      if (changes_[i] != choices_) continue;
      priority_of(point.options[best]) = static_cast<std::int64_t>(i + 1);
      best = highest(point);
    }
    ++choices_;
    return best;
  }

  // Who asks to let others run does: else a loop that waits politely would wait for ever.
  void executed(const Option& option) override {
    const Op op = option.operation->op;
    if (op == Op::yield || op == Op::sleep) priority_of(option) = --lowest_;
  }

  void end_execution() override {
    most_choices_ = std::max(most_choices_, std::min(choices_, kMostChoicesCounted));
  }

 private:
  static constexpr std::int64_t kNotDrawn = std::numeric_limits<std::int64_t>::min();
  static constexpr std::uint64_t kMostChoicesCounted = 1u << 30;

  // From high to low: as they were drawn; of changes, 1 and up; of those that yielded, the last one lowest.
  std::int64_t& priority_of(const Option& option) {
    std::int64_t& priority = priorities_[option.step];
    if (priority == kNotDrawn)
      priority = static_cast<std::int64_t>((random_.next() >> 2) + changes_.size() + 1);
    return priority;
  }

  std::size_t highest(const ChoicePoint& point) {
    std::size_t best = 0;
    std::int64_t best_priority = kNotDrawn;
    for (std::size_t i = 0; i < point.options.size(); ++i) {
      const std::int64_t priority = priority_of(point.options[i]);
      if (priority <= best_priority) continue;
      best = i;
      best_priority = priority;
    }
    return best;
  }

  RandomNumbers random_;
  std::vector<std::uint64_t> changes_;  // choices before which a priority is taken away
  PerWay<std::int64_t> priorities_{kNotDrawn};
  std::uint64_t choices_ = 0;       // with more than one option, in this execution
  std::uint64_t most_choices_ = 1;  // in one execution so far
  std::int64_t lowest_ = 0;
};

}  // namespace

std::unique_ptr<Strategy> pct_strategy(std::uint64_t seed, int depth) {
  WEFT_CHECK(depth >= 1);
  return std::make_unique<Pct>(seed, depth);
}

}  // namespace weft
