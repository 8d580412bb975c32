// Execution: who goes on at a choice point, who cannot, and who only seems to.
#include <algorithm>
#include <span>

#include "check/execution.h"
#include "contract/check.h"

namespace weft {

Variant Execution::perform_pending() {
  end_if_overdue();
  Agent& self = *current_;
  self.plain_run = 0;
  self.picked = Variant::normal;
  if (recorder_.on()) {
    recorder_.settle();
    if (!recorder_.full()) note_frames();
    self.announced_at = recorder_.size();
  }
  if (driver_ != nullptr) return perform_in_graph();
  note_standing();
  const bool possible = enabled(self);
  self.was_blocked = !possible;
  if (self.pending.local && possible) return Variant::normal;
  Fiber& next = self.pending.ways > 0 ? give_input() : choose_next();
  if (&next != &self.fiber) Fiber::switch_to(self.fiber, next);
  return self.picked;
}

void Execution::perform_local(Op op) { perform(Operation::local_step(op)); }

Fiber& Execution::resume(Agent& agent) {
  if (&agent != current_) {
    if constexpr (kWideAddresses)
      current_->error_number = std::exchange(*platform_error_, agent.error_number);
    save_exception_state(current_->exceptions);
    load_exception_state(agent.exceptions);
    current_ = &agent;
  }
  return agent.fiber;
}

Fiber& Execution::choose_next() {
  if (driver_ != nullptr) return choose_in_graph();
  const AgentId running = last_picked_;
  if (!gather_options()) return resume(*next_local_agent());
  if (options_.empty()) wake_assumed_spinners();
  if (alone_) keep_alone();
  if (options_.empty()) return stuck();
  if (result_.steps >= settings_.max_steps) return too_long();
  keep_fair(running);

  ChoicePoint point{.options = options_, .running = running};
  point.running_can_continue = std::any_of(options_.begin(), options_.end(), [&](const Option& option) {
    return option.step == Step{running, Variant::normal};
  });
  if (point.running_can_continue) {
    const Op next = agent(running).pending.op;
    point.running_yields = next == Op::yield || next == Op::sleep;
  }
  if (settings_.watches_circles && goes_in_circle(point)) return endless();
  const auto choice = strategy_->pick(point);
  if (!choice) return cut_at(point);
  const Option& option = options_[*choice];
  count_step(point, option);
  Agent& next = agent(option.step.agent);
  next.picked = option.step.variant;
  next.spin.asleep = false;
  return resume(next);
}

Fiber& Execution::cut_at(const ChoicePoint& point) {
  if (recorder_.on()) record_choices(point);
  result_.cut_short = true;
  return end(Verdict::inconclusive);
}

// Nobody else can go on: those who only seem to spin get their turn.
void Execution::wake_assumed_spinners() {
  for (std::size_t i = 0; i < used_agents_; ++i) {
    const Agent& agent = *agents_[i];
    if (agent.state == Agent::State::alive && asleep(agent) && !agent.spin.proven && enabled(agent))
      offer(agent, Variant::normal);
  }
}

// An agent that loops while others could run is made to let them.
void Execution::keep_fair(AgentId running) {
  if (steps_in_a_row_ < kMaxUnfairSteps || options_.size() < 2) return;
  const auto is_running = [&](const Option& option) { return option.step.agent == running; };
  if (std::all_of(options_.begin(), options_.end(), is_running)) return;
  std::erase_if(options_, is_running);
  result_.hit_step_bound = true;
}

// A livelock only if everyone who could run did so lately; else the schedule was unfair and shows nothing.
Fiber& Execution::too_long() {
  if (result_.hit_input_bound || is_ruled_out()) {
    result_.cut_short = result_.hit_step_bound = true;
    return end(Verdict::inconclusive);
  }
  const bool fair = std::all_of(options_.begin(), options_.end(), [&](const Option& option) {
    return agent(option.step.agent).last_step * 2 >= result_.steps;
  });
  if (fair) {
    record_waits();
    result_.message = "no end after " + std::to_string(result_.steps) + " steps of one execution";
    return end(Verdict::livelock);
  }
  result_.cut_short = result_.hit_step_bound = true;
  return end(Verdict::inconclusive);
}

void Execution::count_step(const ChoicePoint& point, const Option& option) {
  ++result_.steps;
  steps_in_a_row_ = option.step.agent == point.running ? steps_in_a_row_ + 1 : 0;
  agent(option.step.agent).last_step = result_.steps;
  last_picked_ = option.step.agent;
  if (point.options.size() > 1) {
    result_.schedule.push_back(option.step);
    if (recorder_.on()) result_.choice_steps.push_back(static_cast<std::uint32_t>(result_.steps));
  }
  if (preempts(point, option)) ++result_.preemptions;
  if (option.step.variant == Variant::timeout) ++early_timeouts_;
  if (option.step.variant == Variant::spurious) ++early_wakeups_;
  strategy_->executed(option);
}

// Field by field: an Option made elsewhere and copied as a whole has to wait for what was just written.
void Execution::offer(const Agent& agent, Variant variant) {
  Option& option = options_.emplace_back();
  option.step.agent = agent.id;
  option.step.variant = variant;
  option.operation = &agent.pending;
}

// Fills options_; false when some agent has a local step to make first.
bool Execution::gather_options() {
  options_.clear();
  bool has_timed = false, may_wake_up = false;
  const std::span agents(agents_.data(), used_agents_);
  for (const std::unique_ptr<Agent>& one : agents) {
    const Agent& agent = *one;
    if (agent.state != Agent::State::alive) continue;
    const bool possible = enabled(agent);
    if (possible && agent.pending.local) return false;
    has_timed |= agent.pending.timed && !possible;
    may_wake_up |= agent.pending.op == Op::cond_wake;
    if (possible && !(agent.spin.asleep && asleep(agent))) offer(agent, Variant::normal);
  }
  if (may_wake_up && !options_.empty() && early_wakeups_ < kMaxSpuriousWakeups) add_spurious_wakeups();
  if (has_timed) {
    const bool nobody_else = options_.empty();  // time passes until somebody's wait is over
    const bool allowed = early_timeouts_ < kMaxEarlyTimeouts;
    if (allowed || nobody_else)
      add_timeouts(!allowed);
    else
      result_.hit_timeout_bound = true;
  }
  return true;
}

// A condition wait may return for no reason; never counted on to end a deadlock.
void Execution::add_spurious_wakeups() {
  for (std::size_t i = 0; i < used_agents_; ++i) {
    const Agent& agent = *agents_[i];
    const bool waits = agent.state == Agent::State::alive && agent.pending.op == Op::cond_wake;
    if (waits && !enabled(agent)) offer(agent, Variant::spurious);
  }
}

// The timed waits that could give up: all, or the one whose time comes first.
void Execution::add_timeouts(bool only_earliest) {
  const Agent* earliest = nullptr;
  for (std::size_t i = 0; i < used_agents_; ++i) {
    const Agent& agent = *agents_[i];
    if (agent.state != Agent::State::alive || !agent.pending.timed || enabled(agent)) continue;
    if (!only_earliest) offer(agent, Variant::timeout);
    if (earliest == nullptr || agent.pending.deadline < earliest->pending.deadline) earliest = &agent;
  }
  if (only_earliest && earliest != nullptr) offer(*earliest, Variant::timeout);
}

Agent* Execution::next_local_agent() {
  for (std::size_t i = 0; i < used_agents_; ++i) {
    Agent& agent = *agents_[i];
    if (agent.state == Agent::State::alive && agent.pending.local && enabled(agent)) return &agent;
  }
  WEFT_CHECK(!"no agent has a local step");
  return nullptr;
}

bool Execution::need_not_wait(const Agent& agent) const {
  const Operation& operation = agent.pending;
  if (operation.never) return false;
  const Object* object = operation.object;
  if (operation.queued) return object->queue.notified(agent.id);
  if (object != nullptr && object->kind == ObjectKind::gate && operation.access != nullptr)
    return operation.access->effect_on(object->state).effect != graph::Update::Effect::waits;
  if (operation.op == Op::join) return agents_[operation.deadline]->state == Agent::State::finished;
  switch (operation.op) {
    case Op::lock:
      return (!object->owner && object->readers.empty()) ||
             (object->owner == agent.id && object->type != MutexType::normal);
    case Op::read_lock:
      return !object->owner;
    case Op::sem_wait:
      return object->count > 0;
    case Op::once:
      return !object->owner;
    case Op::barrier_leave:
      return object->generation > operation.deadline;
    default:
      return true;
  }
}

bool Execution::asleep(const Agent& agent) const {
  if (!agent.spin.asleep) return false;
  return std::all_of(agent.spin.reads.begin(), agent.spin.reads.end(),
                     [](const SpinWatch::Read& read) { return read.location->writes == read.writes; });
}

void Execution::watch_for_spinning(Object& location) {
  if (driver_ != nullptr) return;
  SpinWatch& spin = current_->spin;
  auto known = std::find_if(spin.reads.begin(), spin.reads.end(),
                            [&](const SpinWatch::Read& r) { return r.location == &location; });
  // Somebody wrote there: what it does from now on may be something else, so that states before mean nothing.
  if (known != spin.reads.end() && known->writes != location.writes) {
    spin.reads.clear();
    known = spin.reads.end();
  }
  if (known == spin.reads.end()) {
    spin.reads.push_back({&location, location.writes});
    return;
  }
  const auto state = capture_state(module_, memory_.stack(current_->id.value), current_->caller);
  spin.proven = state && known->state == *state;
  spin.asleep = spin.proven || ++known->times > kSpinRereads;
  result_.assumed_spin |= spin.asleep && !spin.proven;
  if (state) known->state = *state;
}

void Execution::count_failed_try() {
  ++current_->failed_tries;
  if (settings_.max_failed_tries == 0 || current_->failed_tries <= settings_.max_failed_tries) return;
  result_.cut_short = result_.hit_step_bound = true;
  leave(*current_, end(Verdict::inconclusive));
}

Fiber& Execution::stuck() {
  if (is_ruled_out()) return exclude();
  const bool all_ended =
      std::none_of(agents_.begin(), agents_.begin() + static_cast<std::ptrdiff_t>(used_agents_),
                   [](const auto& a) { return a->state == Agent::State::alive; });
  if (all_ended) return end_of_program(/*amid_calls=*/false);  // main left by pthread_exit()
  const bool spinning = std::any_of(
      agents_.begin(), agents_.begin() + static_cast<std::ptrdiff_t>(used_agents_), [&](const auto& a) {
        const bool loops = asleep(*a) || (driver_ != nullptr && accesses_memory(a->pending.op));
        return a->state == Agent::State::alive && loops;
      });
  record_waits();
  result_.message = spinning ? "threads go round in circles: nothing they wait for can change any more"
                             : "every thread that is left waits";
  return end(spinning ? Verdict::livelock : Verdict::deadlock);
}

}  // namespace weft
