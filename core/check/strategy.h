// Decides which agent goes on at each choice point. One object explores many executions of one program.
// Threads: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "check/operation.h"

namespace weft {

struct ChoicePoint {
  std::span<const Option> options;  // not empty; normal ones in order of agents, then spurious, then timeouts
  AgentId running;                  // the agent that was picked last; none at first
  bool running_can_continue =
      false;                    // its normal option is among `options`; picking another agent preempts it
  bool running_yields = false;  // it asked to let others run: no preemption
  bool is_input = false;        // options[i] gives the agent the i-th of the inputs explored
};

class Strategy {
 public:
  virtual ~Strategy() = default;

  // Prepares the next execution; false when the search is over.
  virtual bool begin_execution() = 0;
  // Index into options, or nothing: cut the execution short, as it repeats one that was explored or a person
  // is to choose.
  virtual std::optional<std::size_t> pick(const ChoicePoint& point) = 0;
  // Whether the state of the program at this point is to be compared with those that were compared before in
  // this execution.
  virtual bool wants_state(const ChoicePoint&) { return false; }
  // The operation that was picked happens now. Also called when there was only one option.
  virtual void executed(const Option& option) = 0;
  virtual void end_execution() = 0;

  // After begin_execution() said false: was everything within the bounds explored?
  virtual bool exhausted() const { return false; }
  // Was an option refused because of a bound?
  virtual bool hit_bound() const { return false; }
  // The program did not offer the choices it offered before: it depends on something the checker does not
  // control.
  virtual bool nondeterministic() const { return false; }
  // Then, where it can be said: what an agent did before, and does now.
  struct Difference {
    AgentId agent_before, agent;
    Operation before, now;
  };
  virtual std::optional<Difference> difference() const { return std::nullopt; }
};

// Whether picking options[i] preempts the running agent.
inline bool preempts(const ChoicePoint& point, const Option& option) {
  return point.running_can_continue && !point.running_yields && option.step.agent != point.running;
}

// The choice that preempts nobody: go on, else the lowest agent that can.
std::size_t default_choice(const ChoicePoint& point);

// How far from the default choices a search may go; -1 = as far as there is.
struct SearchBounds {
  // Choices that preempt the running agent (Musuvathi and Qadeer, PLDI 2007).
  int preemptions = -1;
  // Agents passed over, in an execution in which they otherwise go on in turn, each until it waits or ends
  // (Emmi, Qadeer and Rakamaric, "Delay-Bounded Scheduling", POPL 2011).
  int delays = -1;
  // Only so many choices, the first of the execution, are tried in all ways; those after them in one.
  int choices = -1;
  bool any() const { return preemptions >= 0 || delays >= 0 || choices >= 0; }
};

// Depth first over all choices. With `sleep_sets`, one complete execution for each Mazurkiewicz trace
// (Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", 1996); executions that turn
// out to repeat another are cut short. Bounds and sleep sets do not mix: pruning by one may leave nothing
// within the other.
std::unique_ptr<Strategy> exhaustive_strategy(bool sleep_sets, int preemption_bound);

// Depth first over all choices within `bounds`.
std::unique_ptr<Strategy> bounded_strategy(SearchBounds bounds);

// One execution along `steps`, then default choices. diverged() tells where the program did not follow.
class ReplayStrategy final : public Strategy {
 public:
  // The last `circle` of the steps, if any, are a circle: it is looked at whether they lead back to where
  // they began.
  explicit ReplayStrategy(std::vector<Step> steps, std::size_t circle = 0)
      : steps_(std::move(steps)), circle_(circle) {}
  bool begin_execution() override;
  bool wants_state(const ChoicePoint&) override {
    return circle_ > 0 && (next_ == steps_.size() || next_ + circle_ == steps_.size());
  }
  std::optional<std::size_t> pick(const ChoicePoint& point) override;
  void executed(const Option&) override {}
  void end_execution() override {}

  std::optional<std::size_t> diverged() const { return diverged_; }  // first step that could not be taken
  bool consumed() const { return next_ >= steps_.size(); }

 private:
  std::vector<Step> steps_;
  std::size_t circle_;
  std::size_t next_ = 0;
  bool started_ = false;
  std::optional<std::size_t> diverged_;
};

// Whether an operation is one of the steps of a LinearStrategy: giving way is none, since it changes nothing.
bool is_linear_step(const Operation& operation);

// One execution along `steps`, one for each operation that is a choice point, whether there was a choice or
// not.
class LinearStrategy final : public Strategy {
 public:
  explicit LinearStrategy(std::vector<Step> steps) : steps_(std::move(steps)) {}
  bool begin_execution() override { return !std::exchange(started_, true); }
  std::optional<std::size_t> pick(const ChoicePoint& point) override;
  void executed(const Option& option) override;
  void end_execution() override {}

 private:
  std::size_t pick_input(const ChoicePoint& point);

  std::vector<Step> steps_;
  std::size_t next_ = 0;
  bool started_ = false;
};

// The person chooses: one execution along `steps`, which stops at the first choice that they do not settle.
class ChooseStrategy final : public Strategy {
 public:
  explicit ChooseStrategy(std::vector<Step> steps) : steps_(std::move(steps)) {}
  bool begin_execution() override { return !std::exchange(started_, true); }
  std::optional<std::size_t> pick(const ChoicePoint& point) override;
  void executed(const Option&) override {}
  void end_execution() override {}

  // Steps that were not taken: the first did not fit, or the execution ended before them.
  std::span<const Step> left_over() const { return std::span(steps_).subspan(next_); }

 private:
  std::vector<Step> steps_;
  std::size_t next_ = 0;
  bool started_ = false;
};

}  // namespace weft
