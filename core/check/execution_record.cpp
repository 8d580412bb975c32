// Execution: what is written down of it.
#include <algorithm>

#include "check/execution.h"
#include "check/model.h"

namespace weft {
namespace {

std::vector<std::uint64_t> code_of(const std::vector<Frame>& frames) {
  std::vector<std::uint64_t> code;
  for (const Frame& frame : frames) code.push_back(frame.code);
  return code;
}

}  // namespace

void Execution::met_unmodelled(std::string name) {
  if (std::find(unmodelled_.begin(), unmodelled_.end(), name) == unmodelled_.end())
    unmodelled_.push_back(std::move(name));
}

void Execution::set_race(const Race& race, std::uint32_t later_event) {
  result_.race = race;
  if (!recorder_.on()) return;
  const bool writes_only = !race.later.is_write;
  const std::uint32_t earlier = recorder_.last_access(race.earlier.agent, race.address, writes_only);
  if (earlier < recorder_.size()) result_.sides.push_back(earlier);
  result_.sides.push_back(later_event);
}

namespace {

// What an agent is about to do, as far as it can be known before it happens.
Event announced_event(const Agent& agent, std::uint64_t step) {
  const Operation& pending = agent.pending;
  Event event;
  event.step = static_cast<std::uint32_t>(step);
  event.agent = agent.id;
  event.op = pending.op;
  event.address = pending.address;
  if (accesses_memory(pending.op)) event.bytes = pending.bytes;
  if (pending.object != nullptr) event.object = pending.object->id;
  if (pending.op == Op::join) event.after = pending.deadline;
  event.frames = code_of(agent.frames);
  return event;
}

}  // namespace

void Execution::record_choices(const ChoicePoint& point) {
  for (const Option& option : point.options)
    result_.choices.push_back({option.step.agent, option.step.variant, preempts(point, option),
                               announced_event(agent(option.step.agent), result_.steps), option.step.way});
}

// A last event for each agent that will wait for ever, so that the trace shows where.
void Execution::record_waits() {
  if (!recorder_.on()) return;
  for (std::size_t i = 0; i < used_agents_; ++i) {
    Agent& agent = *agents_[i];
    if (agent.state != Agent::State::alive) continue;
    Event event = announced_event(agent, result_.steps);
    event.blocked = true;
    event.blocked_since = agent.announced_at == 0 ? 0 : agent.announced_at - 1;
    event.failed = true;
    event.text = asleep(agent) ? "spins for ever" : "waits for ever";
    result_.sides.push_back(recorder_.add(std::move(event)));
  }
}

Event* Execution::write_down(Op op, const Object* object) {
  if (recorder_.full() && op != Op::fail) return nullptr;
  Agent& self = *current_;
  if (self.aside > 0 && accesses_memory(op)) return nullptr;
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
  if (!self.frames_are_new) note_frames();
  self.frames_are_new = false;
  event.frames = code_of(self.frames);
  name_local(event);
  return &recorder_[recorder_.add(std::move(event))];
}

Event* Execution::write_down(Op op, std::uintptr_t address, std::uint32_t bytes) {
  Event* event = write_down(op, nullptr);
  if (event == nullptr) return nullptr;
  event->address = address;
  event->bytes = bytes;
  event->before = event->after = read_value(address, bytes);
  event->uninitialised = memory_.is_fresh(address, bytes);
  name_local(*event);
  return event;
}

// What lies on a stack has its name only as long as its function runs.
void Execution::name_local(Event& event) const {
  if (memory_.on_stack(event.address)) event.name = model::describe(event.address);
}

void Execution::note_frames() {
  current_->frames = capture_frames(module_);
  current_->frames_are_new = true;
}

std::vector<std::uint64_t> Execution::frames_here() { return code_of(capture_frames(module_)); }

void Execution::observe(std::string_view name, std::string_view value) {
  if (!result_.observed.empty()) result_.observed += ", ";
  result_.observed.append(name).append("=").append(value);
  if (Event* event = record(Op::note)) event->text = std::string(name) + " = " + std::string(value);
}

}  // namespace weft
