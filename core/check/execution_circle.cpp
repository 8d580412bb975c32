// Execution: whether it goes round in a circle for ever, though everybody who can take a step does.
#include <algorithm>

#include "check/bytes.h"
#include "check/execution.h"

namespace weft {
namespace {

void put_bytes(ByteWriter& state, std::uintptr_t low, std::size_t bytes) {
  state.put_text({reinterpret_cast<const char*>(low), bytes});
}

// What an agent does next, as far as it has said so.
void put_operation(ByteWriter& state, const Operation& operation) {
  state.put(operation.op), state.put(operation.address), state.put(operation.second);
  state.put(operation.bytes), state.put(operation.local), state.put(operation.queued);
  state.put(operation.timed), state.put(operation.deadline), state.put(operation.ways);
  state.put(operation.never), state.put(operation.is_alone);
  if (operation.access == nullptr) return;
  const graph::Access& access = *operation.access;
  state.put(access.kind), state.put(access.order), state.put(access.failure);
  state.put(access.operand), state.put(access.expected), state.put(access.modify);
}

void put_object(ByteWriter& state, const Object& object) {
  state.put(object.address), state.put(object.kind), state.put(object.type);
  state.put(object.owner), state.put(object.depth), state.put(object.count);
  state.put(object.generation), state.put(object.readers.size());
  for (const AgentId reader : object.readers) state.put(reader);
  for (const WaitQueue::Waiter& waiter : object.queue.waiters())
    state.put(waiter.agent), state.put(waiter.ticket);
  state.put(object.queue.waiters().size());
}

}  // namespace

void Execution::note_standing() {
  if (settings_.watches_circles) current_->standing = capture_standing(module_);
}

// Nothing where it cannot be seen. Counters of what is bounded in an execution are a part of it: what uses
// them up does not go on for ever.
std::optional<std::string> Execution::state_of_all() {
  ByteWriter state;
  state.put(early_timeouts_), state.put(early_wakeups_), state.put(inputs_), state.put(random_state_);
  state.put(used_agents_), state.put(keys_.size()), state.put(program_exit_.size());
  state.put(alone_.value_or(AgentId()));
  for (std::size_t i = 0; i < used_agents_; ++i)
    if (!put_agent(state, *agents_[i])) return std::nullopt;
  for (std::size_t i = 0; i < objects_.size(); ++i) put_object(state, objects_[i]);
  snapshot_.for_each_written([&](std::uintptr_t low, std::size_t bytes) { put_bytes(state, low, bytes); });
  for (std::uint32_t i = 0; i < used_agents_; ++i)
    if (const auto [low, bytes] = memory_.heap_in_use(i); bytes > 0) put_bytes(state, low, bytes);
  return state.take();
}

bool Execution::put_agent(ByteWriter& state, const Agent& agent) {
  state.put(agent.state), state.put(agent.joined), state.put(agent.detached), state.put(agent.result);
  if (agent.state != Agent::State::alive) return true;
  if (agent.spin.asleep && !agent.spin.proven) return false;  // it may only seem to wait
  state.put(agent.failed_tries), state.put(agent.inputs), state.put(agent.sections);
  state.put(agent.error_number), state.put(agent.clock.time()), state.put(agent.at_exit.size());
  for (const auto& [key, value] : agent.specific) state.put(key), state.put(value);
  put_operation(state, agent.pending);
  if (agent.pending.op == Op::start) return true;  // it has no stack yet
  if (!agent.standing) return false;
  state.put(agent.standing->code), state.put(agent.standing->registers);
  const auto top = reinterpret_cast<std::uintptr_t>(memory_.stack(agent.id.value).top());
  put_bytes(state, agent.standing->stack_pointer, top - agent.standing->stack_pointer);
  return true;
}

// Whether everybody who could take a step since then did; a wait that may time out would end.
bool Execution::is_fair_since(std::uint64_t step) const {
  return std::all_of(agents_.begin(), agents_.begin() + static_cast<std::ptrdiff_t>(used_agents_),
                     [&](const auto& agent) {
                       if (agent->state != Agent::State::alive) return true;
                       if (agent->pending.timed) return false;
                       return agent->offered_at <= step || agent->last_step > step;
                     });
}

void Execution::note_offered() {
  for (const Option& option : options_)
    if (option.step.variant == Variant::normal) agent(option.step.agent).offered_at = result_.steps + 1;
}

bool Execution::goes_in_circle(const ChoicePoint& point) {
  note_offered();
  if (point.options.size() < 2 || !strategy_->wants_state(point)) return false;
  auto state = state_of_all();
  if (!state) return false;
  const CycleWatch::Place now{result_.schedule.size(), result_.steps};
  const CycleWatch::Place* before = circles_.find_or_keep(*std::move(state), now);
  if (before == nullptr || !is_fair_since(before->steps)) return false;
  result_.circle = now.picks - before->picks;
  result_.circle_steps = now.steps - before->steps;
  return result_.circle > 0;
}

// What happens once round the circle is what matters.
Fiber& Execution::endless() {
  constexpr std::size_t kMostSides = 40;
  const std::uint64_t begin = result_.steps - result_.circle_steps;
  for (std::uint32_t i = 0; recorder_.on() && i < recorder_.size(); ++i)
    if (recorder_[i].step > begin && result_.sides.size() < kMostSides) result_.sides.push_back(i);
  result_.message = "the threads go round in a circle: after " + std::to_string(result_.circle_steps) +
                    " more steps all is as it was before, and every thread that can run takes part; this "
                    "schedule goes on like that for ever";
  return end(Verdict::livelock);
}

}  // namespace weft
