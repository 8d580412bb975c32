#include "check/execution.h"

#include <algorithm>

#include "contract/check.h"

namespace weft {

bool g_modelled = false;

namespace {
Execution* g_execution = nullptr;
}

Execution* execution() { return g_execution; }
void set_execution(Execution* execution) { g_execution = execution; }

Execution::Execution(ModelMemory& memory, ModuleLayout module) : memory_(memory), module_(std::move(module)) {
  for (const auto* ranges : {&module_.data, &module_.shared})
    for (const ModuleLayout::Range& range : *ranges) snapshot_.take(range.low, range.bytes);
  for (const ModuleLayout::Range& range : module_.data)
    races_.watch(range.low / 4 * 4, range.bytes + range.low % 4);
  races_.watch(memory_.base(), memory_.bytes());
  memory_.keep_prefix();
  for (std::uint32_t i = 0; i < memory_.agents(); ++i)
    if (const auto [low, bytes] = memory_.prefix(i); bytes > 0) snapshot_.take(low, bytes);
}

bool Execution::on_write_fault(std::uintptr_t address) { return snapshot_.first_write(address); }

void Execution::start_over() {
  snapshot_.restore();
  memory_.start_over();
  memory_.set_budget(settings_.memory_bytes);
  objects_.clear();
  races_.start_over();
  used_agents_ = 0;
  keys_.clear();
  program_exit_.clear();
  early_timeouts_ = early_wakeups_ = 0;
  steps_in_a_row_ = 0;
  last_picked_ = AgentId();
  result_.verdict = Verdict::accepted;
  result_.message.clear();
  result_.cut_short = false;
  result_.schedule.clear();
  result_.steps = 0;
  result_.agents = 0;
  result_.preemptions = 0;
  result_.hit_timeout_bound = result_.hit_step_bound = result_.assumed_spin = false;
  result_.observed.clear();
  result_.race.reset();
  result_.sides.clear();
}

const ExecutionResult& Execution::run(Strategy& strategy, const ExecutionSettings& settings, void* (*body)(void*),
                                      void* argument) {
  settings_ = settings;
  strategy_ = &strategy;
  ++runs_;
  start_over();
  settings_.record ? recorder_.start() : recorder_.stop();
  Agent& first = new_agent();
  first.entry = body;
  first.argument = argument;
  first.state = Agent::State::alive;
  first.clock.tick(0);
  first.fiber.start(memory_.stack(0), agent_main, &first);
  current_ = &first;
  load_exception_state(first.exceptions);
  Fiber::switch_to(explorer_, first.fiber);
  current_ = nullptr;
  recorder_.settle();
  result_.agents = static_cast<std::uint32_t>(used_agents_);
  for (std::size_t i = 0; i < used_agents_; ++i)
    if (agents_[i]->state == Agent::State::alive || agents_[i]->left_early) agents_[i]->fiber.abandon();
  return result_;
}

Agent& Execution::new_agent() {
  if (used_agents_ == agents_.size()) agents_.push_back(std::make_unique<Agent>());
  Agent& agent = *agents_[used_agents_];
  agent.reset(AgentId(static_cast<std::uint32_t>(used_agents_++)));
  return agent;
}

AgentId Execution::spawn(void* (*entry)(void*), void* argument) {
  if (used_agents_ == memory_.agents()) return AgentId();
  Agent& child = new_agent();
  child.entry = entry;
  child.argument = argument;
  child.state = Agent::State::alive;
  child.clock.assign(current_->clock);
  child.clock.tick(child.id.value);
  current_->clock.tick(current_->id.value);
  child.fiber.start(memory_.stack(child.id.value), agent_main, &child);
  if (Event* event = record(Op::spawn)) event->after = child.id.value;
  return child.id;
}

void Execution::agent_main(void* agent) {
  Execution& execution = *g_execution;
  Agent& self = *static_cast<Agent*>(agent);
  execution.record(Op::start);
  g_modelled = true;
  self.result = self.entry(self.argument);
  g_modelled = false;
  execution.finish_agent();
}

void Execution::call_program(void (*function)(void*), void* argument) {
  g_modelled = true;
  function(argument);
  g_modelled = false;
}

void Execution::run_exit_actions() {
  Agent& self = *current_;
  auto& actions = self.at_exit;
  while (!actions.empty()) {
    const Agent::ExitAction action = actions.back();
    actions.pop_back();
    call_program(action.run, action.argument);
  }
  run_key_destructors();
  while (self.id.value == 0 && !program_exit_.empty()) {
    const Agent::ExitAction action = program_exit_.back();
    program_exit_.pop_back();
    call_program(action.run, action.argument);
  }
}

// POSIX: a destructor may set other keys again; a few rounds are enough for any sane program.
void Execution::run_key_destructors() {
  constexpr int kRounds = 4;
  for (int round = 0; round < kRounds && !current_->specific.empty(); ++round) {
    const auto values = std::exchange(current_->specific, {});
    for (const auto& [key, value] : values)
      if (value != nullptr && key < keys_.size() && keys_[key] != nullptr) call_program(keys_[key], value);
  }
}

std::uint32_t Execution::new_key(void (*destructor)(void*)) {
  keys_.push_back(destructor);
  return static_cast<std::uint32_t>(keys_.size() - 1);
}

void Execution::met_unmodelled(std::string name) {
  if (std::find(unmodelled_.begin(), unmodelled_.end(), name) == unmodelled_.end()) unmodelled_.push_back(std::move(name));
}

void Execution::finish_agent() {
  run_exit_actions();
  Agent& self = *current_;
  record(Op::finish);
  self.state = Agent::State::finished;
  Fiber& next = self.id.value == 0 ? end(Verdict::accepted) : choose_next();
  Fiber::finish(self.fiber, next);
}

void Execution::exit_agent(void* result) {
  Agent& self = *current_;
  self.result = result;
  self.left_early = true;
  run_exit_actions();
  record(Op::finish);
  self.state = Agent::State::finished;
  leave_to(choose_next());
}

void Execution::end_program(int status) {
  if (status != 0) result_.message = "the program ended with status " + std::to_string(status);
  leave_to(end(status == 0 ? Verdict::accepted : Verdict::wrong_result));
}

void Execution::fail_with_message(Verdict verdict) {
  if (recorder_.on()) {
    record(Op::fail)->text = result_.message;
    if (result_.sides.empty()) result_.sides.push_back(recorder_.size() - 1);
  }
  leave_to(end(verdict));
}

void Execution::leave_to(Fiber& next) {
  Fiber::switch_to(current_->fiber, next);
  WEFT_CHECK(!"an agent that left for good was resumed");
  __builtin_unreachable();
}

Fiber& Execution::end(Verdict verdict) {
  result_.verdict = verdict;
  return explorer_;
}

Variant Execution::perform(const Operation& operation) {
  Agent& self = *current_;
  self.pending = operation;
  self.plain_run = 0;
  self.picked = Variant::normal;
  if (recorder_.on()) {
    recorder_.settle();
    self.pending_frames = capture_frames(module_);
    self.announced_at = recorder_.size();
  }
  const bool possible = enabled(self);
  self.was_blocked = !possible;
  if (operation.local && possible) return Variant::normal;
  Fiber& next = choose_next();
  if (&next != &self.fiber) Fiber::switch_to(self.fiber, next);
  return self.picked;
}

void Execution::perform_local(Op op) { perform(Operation::local_step(op)); }

Fiber& Execution::resume(Agent& agent) {
  if (&agent != current_) {
    save_exception_state(current_->exceptions);
    load_exception_state(agent.exceptions);
    current_ = &agent;
  }
  return agent.fiber;
}

Fiber& Execution::choose_next() {
  const AgentId running = last_picked_;
  if (!gather_options()) return resume(*next_local_agent());
  if (options_.empty()) wake_assumed_spinners();
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
  const auto choice = strategy_->pick(point);
  if (!choice) {
    result_.cut_short = true;
    return end(Verdict::inconclusive);
  }
  const Option option = options_[*choice];
  count_step(point, option);
  Agent& next = agent(option.step.agent);
  next.picked = option.step.variant;
  next.spin.asleep = false;
  return resume(next);
}

// Nobody else can go on: those who only seem to spin get their turn.
void Execution::wake_assumed_spinners() {
  for (std::size_t i = 0; i < used_agents_; ++i) {
    const Agent& agent = *agents_[i];
    if (agent.state == Agent::State::alive && asleep(agent) && !agent.spin.proven && enabled(agent))
      options_.push_back({{agent.id, Variant::normal}, agent.pending});
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
  if (point.options.size() > 1) result_.schedule.push_back(option.step);
  if (preempts(point, option)) ++result_.preemptions;
  if (option.step.variant == Variant::timeout) ++early_timeouts_;
  if (option.step.variant == Variant::spurious) ++early_wakeups_;
  strategy_->executed(option);
}

// Fills options_; false when some agent has a local step to make first.
bool Execution::gather_options() {
  options_.clear();
  bool has_timed = false;
  for (std::size_t i = 0; i < used_agents_; ++i) {
    const Agent& agent = *agents_[i];
    if (agent.state != Agent::State::alive) continue;
    const bool possible = enabled(agent);
    if (possible && agent.pending.local) return false;
    has_timed |= agent.pending.timed && !possible;
    if (possible && !asleep(agent)) options_.push_back({{agent.id, Variant::normal}, agent.pending});
  }
  if (!options_.empty() && early_wakeups_ < kMaxSpuriousWakeups) add_spurious_wakeups();
  if (has_timed) {
    const bool nobody_else = options_.empty();  // time passes until somebody's wait is over
    const bool allowed = early_timeouts_ < kMaxEarlyTimeouts;
    if (allowed || nobody_else) add_timeouts(!allowed);
    else result_.hit_timeout_bound = true;
  }
  return true;
}

// A condition wait may return for no reason; never counted on to end a deadlock.
void Execution::add_spurious_wakeups() {
  for (std::size_t i = 0; i < used_agents_; ++i) {
    const Agent& agent = *agents_[i];
    const bool waits = agent.state == Agent::State::alive && agent.pending.op == Op::cond_wake;
    if (waits && !enabled(agent)) options_.push_back({{agent.id, Variant::spurious}, agent.pending});
  }
}

// The timed waits that could give up: all, or the one whose time comes first.
void Execution::add_timeouts(bool only_earliest) {
  const Agent* earliest = nullptr;
  for (std::size_t i = 0; i < used_agents_; ++i) {
    const Agent& agent = *agents_[i];
    if (agent.state != Agent::State::alive || !agent.pending.timed || enabled(agent)) continue;
    if (!only_earliest) options_.push_back({{agent.id, Variant::timeout}, agent.pending});
    if (earliest == nullptr || agent.pending.deadline < earliest->pending.deadline) earliest = &agent;
  }
  if (only_earliest && earliest != nullptr)
    options_.push_back({{earliest->id, Variant::timeout}, earliest->pending});
}

Agent* Execution::next_local_agent() {
  for (std::size_t i = 0; i < used_agents_; ++i) {
    Agent& agent = *agents_[i];
    if (agent.state == Agent::State::alive && agent.pending.local && enabled(agent)) return &agent;
  }
  WEFT_CHECK(!"no agent has a local step");
  return nullptr;
}

bool Execution::enabled(const Agent& agent) const {
  const Operation& operation = agent.pending;
  const Object* object = operation.object;
  if (operation.queued) return object->queue.notified(agent.id);
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
    case Op::join:
      return agents_[operation.deadline]->state == Agent::State::finished;
    default:
      return true;
  }
}

void Execution::release_into(VectorClock& into) {
  into.join(current_->clock);
  current_->clock.tick(current_->id.value);
}

bool Execution::asleep(const Agent& agent) const {
  if (!agent.spin.asleep) return false;
  return std::all_of(agent.spin.reads.begin(), agent.spin.reads.end(),
                     [](const SpinWatch::Read& read) { return read.location->writes == read.writes; });
}

void Execution::watch_for_spinning(Object& location) {
  SpinWatch& spin = current_->spin;
  const auto is_again = [&](const SpinWatch::Read& r) { return r.location == &location && r.writes == location.writes; };
  auto known = std::find_if(spin.reads.begin(), spin.reads.end(), is_again);
  if (known == spin.reads.end()) {
    spin.reads.push_back({&location, location.writes});
    return;
  }
  const auto state = capture_state(module_, memory_.stack(current_->id.value));
  spin.proven = state && known->state == *state;
  spin.asleep = spin.proven || ++known->times > kSpinRereads;
  result_.assumed_spin |= spin.asleep && !spin.proven;
  if (state) known->state = *state;
}

void Execution::count_failed_try() {
  ++current_->failed_tries;
  if (settings_.max_failed_tries == 0 || current_->failed_tries <= settings_.max_failed_tries) return;
  result_.cut_short = result_.hit_step_bound = true;
  leave_to(end(Verdict::inconclusive));
}

void Execution::set_race(const Race& race, std::uint32_t later_event) {
  result_.race = race;
  if (!recorder_.on()) return;
  const bool writes_only = !race.later.is_write;
  const std::uint32_t earlier = recorder_.last_access(race.earlier.agent, race.address, writes_only);
  if (earlier < recorder_.size()) result_.sides.push_back(earlier);
  result_.sides.push_back(later_event);
}

Fiber& Execution::stuck() {
  const bool spinning = std::any_of(agents_.begin(), agents_.begin() + static_cast<std::ptrdiff_t>(used_agents_),
                                    [&](const auto& a) { return a->state == Agent::State::alive && asleep(*a); });
  record_waits();
  result_.message = spinning ? "threads go round in circles: nothing they wait for can change any more"
                             : "every thread that is left waits";
  return end(spinning ? Verdict::livelock : Verdict::deadlock);
}

// A last event for each agent that will wait for ever, so that the trace shows where.
void Execution::record_waits() {
  if (!recorder_.on()) return;
  for (std::size_t i = 0; i < used_agents_; ++i) {
    Agent& agent = *agents_[i];
    if (agent.state != Agent::State::alive) continue;
    Event event;
    event.step = static_cast<std::uint32_t>(result_.steps);
    event.agent = agent.id;
    event.op = agent.pending.op;
    event.address = agent.pending.address;
    if (agent.pending.object != nullptr) event.object = agent.pending.object->id;
    if (agent.pending.op == Op::join) event.after = agent.pending.deadline;
    event.blocked = true;
    event.blocked_since = agent.announced_at == 0 ? 0 : agent.announced_at - 1;
    event.failed = true;
    event.text = asleep(agent) ? "spins for ever" : "waits for ever";
    event.frames = agent.pending_frames;
    result_.sides.push_back(recorder_.add(std::move(event)));
  }
}

Event* Execution::record(Op op, const Object* object) {
  if (!recorder_.on()) return nullptr;
  Agent& self = *current_;
  Event event;
  event.step = static_cast<std::uint32_t>(result_.steps);
  event.agent = self.id;
  event.op = op;
  if (object != nullptr) {
    event.object = object->id;
    event.address = object->address;
  }
  event.blocked = self.was_blocked;
  if (self.was_blocked) event.blocked_since = self.announced_at == 0 ? 0 : self.announced_at - 1;
  self.was_blocked = false;
  event.frames = self.pending_frames.empty() ? capture_frames(module_) : std::move(self.pending_frames);
  self.pending_frames.clear();
  return &recorder_[recorder_.add(std::move(event))];
}

Event* Execution::record(Op op, std::uintptr_t address, std::uint32_t bytes) {
  Event* event = record(op);
  if (event == nullptr) return nullptr;
  event->address = address;
  event->bytes = bytes;
  event->before = event->after = read_value(address, bytes);
  return event;
}

void Execution::observe(std::string_view name, std::string_view value) {
  if (!result_.observed.empty()) result_.observed += ", ";
  result_.observed.append(name).append("=").append(value);
  if (Event* event = record(Op::note)) event->text = std::string(name) + " = " + std::string(value);
}

}  // namespace weft
