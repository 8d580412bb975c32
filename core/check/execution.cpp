#include "check/execution.h"

#include <algorithm>
#include <chrono>

#include "contract/check.h"

namespace weft {

WEFT_PER_KERNEL_THREAD bool g_modelled = false;
Execution* g_execution = nullptr;

namespace {

constexpr std::uint32_t kFirstKey = 1 << 16;  // of the program's; those of the platform are below

struct LibraryKey {
  std::uint32_t key;
  KeyDestructor destructor;
};
constinit std::vector<LibraryKey> g_library_keys;  // some are made before our own static constructors run

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

void remember_library_key(std::uint32_t key, KeyDestructor destructor) {
  g_library_keys.push_back({key, destructor});
}

void set_execution(Execution* execution) { g_execution = execution; }

Execution::Execution(ModelMemory& memory, ModuleLayout module) : memory_(memory), module_(std::move(module)) {
  for (const auto* ranges : {&module_.data, &module_.shared})
    for (const ModuleLayout::Range& range : *ranges) snapshot_.take(range.low, range.bytes);
  races_.watch(memory_.base(), memory_.bytes());  // looked at first: most accesses are to stacks and heap
  for (const ModuleLayout::Range& range : module_.data)
    races_.watch(range.low / 4 * 4, range.bytes + range.low % 4);
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
  checkpoints_.clear();
  used_agents_ = 0;
  keys_.clear();
  program_exit_.clear();
  early_timeouts_ = early_wakeups_ = 0;
  steps_in_a_row_ = 0;
  last_picked_ = AgentId();
  overdue_seconds_ = 0;
  random_state_ = 1;
  looks_ = 0;
  result_.verdict = Verdict::accepted;
  result_.message.clear();
  result_.cut_short = false;
  result_.schedule.clear();
  result_.steps = 0;
  result_.agents = 0;
  result_.preemptions = 0;
  result_.weak_memory = false;
  result_.hit_timeout_bound = result_.hit_step_bound = result_.assumed_spin = false;
  result_.observed.clear();
  result_.race.reset();
  result_.sides.clear();
  result_.excluded = result_.assumed_by_abort = result_.needs_interleavings = false;
  result_.sampled_inputs = result_.hit_input_bound = false;
  inputs_ = 0;
  alone_.reset();
  section_clock_.clear();
  circles_.start_over();
  result_.circle = 0;
  result_.choice_steps.clear();
  result_.choices.clear();
}

const ExecutionResult& Execution::run(Strategy& strategy, const ExecutionSettings& settings,
                                      void* (*body)(void*), void* argument) {
  settings_ = settings;
  strategy_ = &strategy;
  driver_ = nullptr;
  return run(body, argument);
}

const ExecutionResult& Execution::run(GraphDriver& driver, const ExecutionSettings& settings,
                                      void* (*body)(void*), void* argument) {
  settings_ = settings;
  driver_ = &driver;
  if (go_back()) {
    plan_checkpoint();
    return run_on(choose_in_graph());
  }
  driver.start_run();
  return run(body, argument);
}

const ExecutionResult& Execution::run(void* (*body)(void*), void* argument) {
  ++runs_;
  start_over();
  settings_.record ? recorder_.start() : recorder_.stop();
  passes_plain_accesses_ = settings_.granularity == Granularity::sync && !settings_.record;
  is_single_ = driver_ == nullptr;
  Agent& first = new_agent(0);
  first.entry = body;
  first.argument = argument;
  first.state = Agent::State::alive;
  first.clock.tick(0);
  *platform_error_ = 0;
  first.fiber.start(memory_.stack(0), agent_main, &first);
  current_ = &first;
  load_exception_state(first.exceptions);
  plan_checkpoint();
  return run_on(first.fiber);
}

const ExecutionResult& Execution::run_on(Fiber& first) {
  if (&first != &explorer_) Fiber::switch_to(explorer_, first);
  while (std::exchange(keeps_now_, false)) {
    keep_checkpoint();
    Fiber::switch_to(explorer_, current_->fiber);
  }
  current_ = nullptr;
  recorder_.settle();
  result_.agents = static_cast<std::uint32_t>(used_agents_);
  for (std::size_t i = 0; i < used_agents_; ++i)
    if (agents_[i]->state == Agent::State::alive || agents_[i]->left_early) agents_[i]->fiber.abandon();
  return result_;
}

Agent& Execution::new_agent(std::uint32_t number) {
  while (number >= agents_.size()) agents_.push_back(std::make_unique<Agent>());
  for (; used_agents_ <= number; ++used_agents_)
    agents_[used_agents_]->reset(AgentId(static_cast<std::uint32_t>(used_agents_)));
  return *agents_[number];
}

std::uint32_t Execution::free_agent() const {
  for (std::size_t i = 0; i < used_agents_; ++i)
    if (agents_[i]->state == Agent::State::unused) return static_cast<std::uint32_t>(i);
  return static_cast<std::uint32_t>(used_agents_);
}

AgentId Execution::spawn(void* (*entry)(void*), void* argument) {
  const std::uint32_t number =
      driver_ != nullptr ? current_->child : static_cast<std::uint32_t>(used_agents_);
  if (number >= memory_.agents()) return AgentId();
  Agent& child = new_agent(number);
  child.entry = entry;
  child.argument = argument;
  child.state = Agent::State::alive;
  child.clock.assign(current_->clock);
  // What its parent does from now on does not happen before it.
  if (driver_ != nullptr) child.clock.set(current_->id.value, current_->clock.at(current_->id.value) - 1);
  child.clock.tick(child.id.value);
  is_single_ = false;
  if (driver_ == nullptr) current_->clock.tick(current_->id.value);
  child.fiber.start(memory_.stack(child.id.value), agent_main, &child);
  if (Event* event = record(Op::spawn)) event->after = child.id.value;
  return child.id;
}

void Execution::note_joined() {
  const VectorClock& now = current_->clock;
  is_single_ = driver_ == nullptr;
  for (std::size_t i = 0; i < used_agents_ && is_single_; ++i) {
    const Agent& other = *agents_[i];
    const auto number = static_cast<std::uint32_t>(i);
    if (&other != current_)
      is_single_ = other.state != Agent::State::alive && other.clock.at(number) <= now.at(number);
  }
}

void Execution::agent_main(void* agent) {
  Execution& execution = *g_execution;
  Agent& self = *static_cast<Agent*>(agent);
  execution.record(Op::start);
  self.entered_at = stack_pointer_here();
  self.variables = thread_variables_here();
  g_modelled = true;
  self.result = self.entry(self.argument);
  g_modelled = false;
  execution.finish_agent();
}

// One call after another is no loop of the program: it has no state that tells them apart.
void Execution::call_program(void (*function)(void*), void* argument) {
  execution()->current_->entered_at = stack_pointer_here();
  execution()->current_->reads.clear();
  execution()->had_effect();
  g_modelled = true;
  function(argument);
  g_modelled = false;
}

void Execution::run_exit_actions() {
  Agent& self = *current_;
  while (self.sections > 0) leave_section();
  auto& actions = self.at_exit;
  while (!actions.empty()) {
    const Agent::ExitAction action = actions.back();
    actions.pop_back();
    call_program(action.run, action.argument);
  }
  run_key_destructors();
  while (self.id.value == 0 && !self.left_early && !program_exit_.empty()) {
    const Agent::ExitAction action = program_exit_.back();
    program_exit_.pop_back();
    call_program(action.run, action.argument);
  }
}

// POSIX: a destructor may set other keys again; a few rounds are enough for any sane program.
void Execution::run_key_destructors() {
  constexpr int kRounds = 4;
  Agent& self = *current_;
  for (int round = 0; round < kRounds && !self.specific.empty(); ++round) {
    self.leaving.clear();
    self.leaving.swap(self.specific);
    for (std::size_t i = 0; i < self.leaving.size(); ++i) {
      const auto [key, value] = self.leaving[i];
      if (auto* const destructor = key_destructor(key); value != nullptr && destructor != nullptr)
        call_program(destructor, value);
    }
  }
}

std::uint32_t Execution::new_key(KeyDestructor destructor) {
  keys_.push_back(destructor);
  return kFirstKey + static_cast<std::uint32_t>(keys_.size() - 1);
}

void Execution::delete_key(std::uint32_t key) {
  if (key >= kFirstKey) keys_[key - kFirstKey] = nullptr;
}

KeyDestructor Execution::key_destructor(std::uint32_t key) const {
  if (key >= kFirstKey) return key - kFirstKey < keys_.size() ? keys_[key - kFirstKey] : nullptr;
  const auto known = std::find_if(g_library_keys.begin(), g_library_keys.end(),
                                  [key](const LibraryKey& library_key) { return library_key.key == key; });
  return known == g_library_keys.end() ? nullptr : known->destructor;
}

void Execution::finish_agent() {
  if (driver_ != nullptr && current_->id.value == 0) wait_for_others();
  run_exit_actions();
  if (driver_ != nullptr) perform_local(Op::finish);
  Agent& self = *current_;
  record(Op::finish);
  if (self.id.value > 0) self.state = Agent::State::finished;
  Fiber& next = self.id.value == 0 ? end_of_program(/*amid_calls=*/false) : choose_next();
  Fiber::finish(self.fiber, next);
}

void Execution::exit_agent(void* result) {
  Agent& self = *current_;
  self.result = result;
  self.left_early = true;
  run_exit_actions();
  if (driver_ != nullptr) perform_local(Op::finish);
  record(Op::finish);
  self.state = Agent::State::finished;
  leave(self, choose_next());
}

void Execution::end_program(int status) {
  if (driver_ != nullptr) wait_for_others();
  if (status != 0) result_.message = "the program ended with status " + std::to_string(status);
  leave(*current_, status == 0 ? end_of_program(/*amid_calls=*/true) : end(Verdict::wrong_result));
}

void Execution::fail_with_message(Verdict verdict) {
  if (recorder_.on()) {
    record(Op::fail)->text = result_.message;
    if (result_.sides.empty()) result_.sides.push_back(recorder_.size() - 1);
  }
  leave(*current_, end(verdict));
}

void Execution::fail_overdue() {
  const int seconds = overdue_seconds_;
  overdue_seconds_ = 0;
  if (overdue_heap_grows_) {
    fail(Verdict::memory_limit, [this, seconds] {
      return "the heap of one execution grows without an end: " + std::to_string(memory_.live_bytes()) +
             " bytes in " + std::to_string(memory_.live_blocks()) + " blocks after " +
             std::to_string(seconds) + " seconds";
    });
  }
  fail(Verdict::time_limit, [seconds] {
    return "one execution ran for " + std::to_string(seconds) +
           " seconds without an end: a loop that waits for nothing?";
  });
}

// Few executions last for as many operations: those never look.
void Execution::look_at_clock() {
  if (++looks_ % kOperationsALook != 0) return;
  const double now = seconds_now();
  if (looks_ == kOperationsALook) looked_since_ = now;
  if (now - looked_since_ >= kOverdueSeconds) overdue_seconds_ = kOverdueSeconds;
}

// `self` is named, since choosing `next` has made that one the current agent.
void Execution::leave(Agent& self, Fiber& next) {
  Fiber::switch_to(self.fiber, next);
  WEFT_CHECK(!"an agent that left for good was resumed");
  __builtin_unreachable();
}

Fiber& Execution::end(Verdict verdict) {
  result_.verdict = verdict;
  return explorer_;
}

void Execution::release_into(VectorClock& into) {
  if (driver_ != nullptr) return;
  into.join(current_->clock);
  current_->clock.tick(current_->id.value);
}

}  // namespace weft
