// Depth-first search over choices; see strategy.h.
#include <algorithm>
#include <vector>

#include "check/limits.h"
#include "check/strategy.h"
#include "contract/check.h"

namespace weft {
namespace {

// Where an option comes in turn, from 0: the running agent (unless it asks to let others), then those after
// it in the order in which they started, then ends of waits that need nobody.
std::pair<Variant, std::uint32_t> turn_of(const ChoicePoint& point, const Option& option) {
  const std::uint32_t running = point.running ? point.running.value : 0;
  const std::uint32_t agent = option.step.agent.value;
  const bool comes_later = agent < running || (agent == running && point.running_yields);
  return {option.step.variant, comes_later ? agent + kMaxAgents : agent};
}

int delays_for(const ChoicePoint& point, std::size_t index) {
  const auto turn = turn_of(point, point.options[index]);
  return static_cast<int>(std::count_if(point.options.begin(), point.options.end(),
                                        [&](const Option& o) { return turn_of(point, o) < turn; }));
}

std::size_t next_in_turn(const ChoicePoint& point) {
  const auto first = std::min_element(
      point.options.begin(), point.options.end(),
      [&](const Option& a, const Option& b) { return turn_of(point, a) < turn_of(point, b); });
  return static_cast<std::size_t>(first - point.options.begin());
}

class Exhaustive final : public Strategy {
 public:
  Exhaustive(bool sleep_sets, SearchBounds bounds) : sleep_sets_(sleep_sets), bounds_(bounds) {}

  bool begin_execution() override {
    if (nondeterministic_ || (started_ && !backtrack())) return false;
    started_ = true;
    depth_ = 0;
    executed_ = 0;
    preemptions_ = delays_ = 0;
    asleep_.clear();
    return true;
  }

  std::optional<std::size_t> pick(const ChoicePoint& point) override {
    if (point.options.size() == 1 && asleep_.empty()) return 0;
    return depth_ < path_.size() ? follow(point) : explore(point);
  }

  void executed(const Option& option) override {
    compare(option);
    if (sleep_sets_)
      std::erase_if(asleep_, [&](const Choice& other) {
        return other.step.agent == option.step.agent || dependent(other.operation, *option.operation);
      });
  }

  void end_execution() override {}
  bool exhausted() const override { return exhausted_; }
  bool hit_bound() const override { return hit_bound_; }
  bool nondeterministic() const override { return nondeterministic_; }
  std::optional<Difference> difference() const override { return difference_; }

 private:
  // An option with a copy of its operation: the agent's own changes as the execution goes on.
  struct Choice {
    Step step;
    Operation operation;
  };
  struct Branch {
    Choice choice;
    std::uint32_t index;      // among the options of the choice point
    int preemptions, delays;  // what it takes
  };
  // A choice point on the current path; branches[next] is being explored, those before it are done.
  struct Node {
    std::vector<Branch> branches;
    std::vector<Choice> asleep;  // explored already from an equivalent state
    std::size_t next = 0;
    std::size_t executed = 0;  // operations before it
  };

  // What was done up to the choice that is new in this execution is what was done in the one before.
  void compare(const Option& option) {
    const std::size_t place = executed_++;
    const bool repeats = !path_.empty() && (depth_ < path_.size() || place < path_.back().executed);
    if (!repeats || place >= done_.size()) {
      done_.resize(place);
      done_.push_back({option.step, *option.operation});
      return;
    }
    const Choice& before = done_[place];
    if (before.step == option.step && same(before.operation, *option.operation)) return;
    if (!nondeterministic_)
      difference_ = {before.step.agent, option.step.agent, before.operation, *option.operation};
    nondeterministic_ = true;
  }

  static bool same(const Operation& a, const Operation& b) {
    return a.op == b.op && a.address == b.address && a.second == b.second && a.bytes == b.bytes;
  }

  std::size_t take(const Node& node) {
    const Branch& branch = node.branches[node.next];
    preemptions_ += branch.preemptions;
    delays_ += branch.delays;
    if (sleep_sets_) {
      asleep_ = node.asleep;
      for (std::size_t i = 0; i < node.next; ++i) asleep_.push_back(node.branches[i].choice);
    }
    return branch.index;
  }

  std::optional<std::size_t> follow(const ChoicePoint& point) {
    const Node& node = path_[depth_++];
    const Branch& branch = node.branches[node.next];
    if (nondeterministic_) return std::nullopt;
    if (branch.index >= point.options.size() || point.options[branch.index].step != branch.choice.step) {
      nondeterministic_ = true;
      return std::nullopt;
    }
    return take(node);
  }

  std::optional<std::size_t> explore(const ChoicePoint& point) {
    const std::size_t first = bounds_.delays >= 0 ? next_in_turn(point) : default_choice(point);
    if (reached(bounds_.choices, static_cast<int>(depth_))) {
      hit_bound_ = hit_bound_ || point.options.size() > 1;
      return first;
    }
    Node node;
    for (std::size_t i = 0; i < point.options.size(); ++i) consider(point, i, node);
    if (node.branches.empty()) return std::nullopt;
    const auto preferred = std::find_if(node.branches.begin(), node.branches.end(),
                                        [&](const Branch& b) { return b.index == first; });
    if (preferred != node.branches.end()) std::rotate(node.branches.begin(), preferred, preferred + 1);
    node.asleep = asleep_;
    node.executed = executed_;
    path_.push_back(std::move(node));
    return take(path_[depth_++]);
  }

  static bool reached(int bound, int count) { return bound >= 0 && count >= bound; }

  void consider(const ChoicePoint& point, std::size_t index, Node& node) {
    const Option& option = point.options[index];
    const bool is_asleep = std::any_of(asleep_.begin(), asleep_.end(),
                                       [&](const Choice& other) { return other.step == option.step; });
    if (is_asleep) return;
    const int preemptions = preempts(point, option) ? 1 : 0;
    const int delays = bounds_.delays >= 0 ? delays_for(point, index) : 0;
    if ((preemptions > 0 && reached(bounds_.preemptions, preemptions_)) ||
        (delays > 0 && reached(bounds_.delays, delays_ + delays - 1))) {
      hit_bound_ = true;
      return;
    }
    const auto number = static_cast<std::uint32_t>(index);
    node.branches.push_back({{option.step, *option.operation}, number, preemptions, delays});
  }

  bool backtrack() {
    while (!path_.empty() && path_.back().next + 1 >= path_.back().branches.size()) path_.pop_back();
    if (path_.empty()) {
      exhausted_ = true;
      return false;
    }
    ++path_.back().next;
    return true;
  }

  const bool sleep_sets_;
  const SearchBounds bounds_;
  bool started_ = false, exhausted_ = false, hit_bound_ = false, nondeterministic_ = false;
  int preemptions_ = 0, delays_ = 0;  // in this execution so far
  std::size_t depth_ = 0;
  std::vector<Node> path_;
  std::vector<Choice> asleep_;
  std::size_t executed_ = 0;
  std::vector<Choice> done_;  // in the last execution, and so far in this one
  std::optional<Difference> difference_;
};

}  // namespace

std::unique_ptr<Strategy> exhaustive_strategy(bool sleep_sets, int preemption_bound) {
  WEFT_CHECK(!sleep_sets || preemption_bound < 0);
  return std::make_unique<Exhaustive>(sleep_sets, SearchBounds{.preemptions = preemption_bound});
}

std::unique_ptr<Strategy> bounded_strategy(SearchBounds bounds) {
  return std::make_unique<Exhaustive>(false, bounds);
}

}  // namespace weft
