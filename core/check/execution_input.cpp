// Execution: what the program is given from outside, what it assumes of that, and what it does all at once.
#include "check/execution.h"

namespace weft {

std::uint32_t Execution::choose_input(std::uint32_t ways) {
  Agent& self = *current_;
  self.reads.clear();
  had_effect();  // with another input its loop may end
  if (++inputs_ > kMaxInputs) {
    result_.hit_input_bound = true;
    return 0;
  }
  perform({.op = Op::note, .ways = ways});
  return self.way;
}

// The agent goes on at once, one way or the other.
Fiber& Execution::give_input() {
  Agent& self = *current_;
  if (result_.steps >= settings_.max_steps) return too_long();
  options_.clear();
  for (std::uint32_t way = 0; way < self.pending.ways; ++way)
    options_.push_back({{self.id, Variant::normal, way}, &self.pending});
  const ChoicePoint point{
      .options = options_, .running = self.id, .running_can_continue = true, .is_input = true};
  const auto choice = strategy_->pick(point);
  if (!choice) return cut_at(point);
  const Option option = options_[*choice];
  const AgentId picked_before = last_picked_;
  count_step(point, option);
  last_picked_ = picked_before;
  self.way = option.step.way;
  return self.fiber;
}

void Execution::rule_out(bool by_abort) {
  result_.assumed_by_abort |= by_abort;
  if (Event* event = record(Op::note)) event->text = "what the program assumes does not hold";
  perform({.op = Op::note, .never = true});
  __builtin_unreachable();
}

bool Execution::is_ruled_out() const {
  for (std::size_t i = 0; i < used_agents_; ++i)
    if (agents_[i]->state == Agent::State::alive && agents_[i]->pending.never) return true;
  return alone_.has_value();
}

Fiber& Execution::exclude() {
  result_.cut_short = result_.excluded = true;
  return end(Verdict::inconclusive);
}

void Execution::need_interleavings() {
  if (driver_ == nullptr) return;
  result_.needs_interleavings = true;
  cut_short();
}

void Execution::enter_section() {
  need_interleavings();
  Agent& self = *current_;
  if (self.sections++ > 0) return;
  perform({.op = Op::note, .is_alone = true});
  alone_ = self.id;
  acquire(section_clock_);
  if (Event* event = record(Op::note)) event->text = "an atomic section begins";
}

void Execution::leave_section() {
  Agent& self = *current_;
  if (self.sections == 0 || --self.sections > 0) return;
  alone_.reset();
  release_into(section_clock_);
  if (Event* event = record(Op::note)) event->text = "the atomic section ends";
}

// Nobody comes between the operations of an atomic section. Where its agent has to wait for somebody, it
// should not have begun: other executions show what happens then.
void Execution::keep_alone() {
  std::erase_if(options_, [&](const Option& option) { return option.step.agent != *alone_; });
}

}  // namespace weft
