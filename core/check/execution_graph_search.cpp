// Execution: along a graph search, who goes on and what comes of it.
#include "check/execution.h"
#include "contract/check.h"

namespace weft {

Variant Execution::perform_in_graph() {
  Agent& self = *current_;
  self.was_blocked = false;
  self.picked = self.pending.ending;
  do {
    Fiber& next = choose_in_graph();
    if (&next != &self.fiber) Fiber::switch_to(self.fiber, next);
  } while (!driver_->perform(*this, self));
  if (driver_->inconsistent() || driver_->diverged()) cut_short();
  return self.picked;
}

void Execution::cut_short() {
  result_.cut_short = true;
  leave(*current_, end(Verdict::inconclusive));
}

std::uint64_t Execution::state_here() {
  return capture_state(module_, memory_.stack(current_->id.value), current_->caller).value_or(0);
}

std::uint32_t Execution::choose(std::uint32_t ways) {
  if (ways < 2) return 0;
  perform({.op = Op::yield, .ways = ways, .is_part = true});
  return current_->way;
}

Variant Execution::choose_ending(bool timed, bool can_be_spurious) {
  if (driver_ == nullptr) return Variant::normal;
  Agent& self = *current_;
  const bool spurious = can_be_spurious && self.early_wakeups < kMaxSpuriousWakeups;
  const bool timeout = timed && self.early_timeouts < kMaxEarlyTimeouts;
  if (timed && !timeout) result_.hit_timeout_bound = true;
  const std::uint32_t way = choose(1 + std::uint32_t{spurious} + std::uint32_t{timeout});
  if (way == 0) return Variant::normal;
  const bool is_spurious = spurious && way == 1;
  ++(is_spurious ? self.early_wakeups : self.early_timeouts);
  return is_spurious ? Variant::spurious : Variant::timeout;
}

void Execution::wait_for_others() { perform({.op = Op::finish, .is_last = true}); }

// Anybody who can go on.
Fiber& Execution::draw_in_graph() {
  Agent *drawn = nullptr, *last = nullptr;
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < used_agents_; ++i) {
    Agent& agent = *agents_[i];
    if (agent.state != Agent::State::alive) continue;
    if (agent.pending.is_last)
      last = &agent;
    else if (driver_->is_possible(*this, agent) && driver_->draw_below(++count) == 0)
      drawn = &agent;
  }
  if (drawn == nullptr) return end_of_graph(last);
  if (++result_.steps <= settings_.max_steps && !driver_->has_gone_too_far(*drawn)) return resume(*drawn);
  result_.cut_short = result_.hit_step_bound = true;
  return end(Verdict::inconclusive);
}

// Nobody else can go on.
Fiber& Execution::end_of_graph(Agent* last) {
  driver_->end_execution(*this);
  return last != nullptr ? resume(*last) : stuck_in_graph();
}

Fiber& Execution::choose_in_graph() {
  if (driver_->walking()) return draw_in_graph();
  if (driver_->replaying()) {
    const AgentId next = driver_->next_to_replay();
    if (driver_->following()) ++result_.steps;
    if (next.value < used_agents_ && agent(next).state == Agent::State::alive) {
      Fiber& fiber = resume(agent(next));
      return driver_->performed() == keep_at_ ? stop_for_checkpoint() : fiber;
    }
    result_.cut_short = true;
    return end(Verdict::inconclusive);
  }
  for (std::size_t i = 0; driver_->has_marks() && i < used_agents_; ++i) {
    Agent& agent = *agents_[i];
    if (agent.state != Agent::State::alive || !driver_->is_marked(agent)) continue;
    if (driver_->is_possible(*this, agent)) return resume(agent);
  }
  Agent* last = nullptr;
  for (std::size_t i = 0; i < used_agents_; ++i) {
    Agent& agent = *agents_[i];
    if (agent.state != Agent::State::alive) continue;
    if (agent.pending.is_last) {
      last = &agent;
    } else if (driver_->is_possible(*this, agent)) {
      if (++result_.steps > settings_.max_steps) return too_long();
      return resume(agent);
    }
  }
  return end_of_graph(last);
}

// Who could still give up waiting does so in other executions.
Fiber& Execution::stuck_in_graph() {
  for (std::size_t i = 0; i < used_agents_; ++i) {
    const Agent& agent = *agents_[i];
    if (agent.state != Agent::State::alive || !agent.pending.timed) continue;
    result_.cut_short = true;
    return end(Verdict::inconclusive);
  }
  return stuck();
}

}  // namespace weft
