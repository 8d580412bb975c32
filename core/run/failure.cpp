#include "run/failure.h"

#include <algorithm>
#include <map>
#include <set>

#include "check/model.h"

namespace weft {
namespace {

std::string end_of(AgentId agent) { return "the end of " + agent_name(agent); }

// REQUIRES: its pending operation is a join.
AgentId joined_by(const Agent& agent) { return AgentId(static_cast<std::uint32_t>(agent.pending.deadline)); }

const char* kind_name(ObjectKind kind) {
  static constexpr const char* kNames[] = {
      "mutex", "rwlock", "condition variable", "semaphore", "barrier", "once", "atomic", "", ""};
  return kNames[static_cast<int>(kind)];
}

std::string noun_of(const Object& object) {
  return object.noun != nullptr ? object.noun : kind_name(object.kind);
}

std::string object_name(const Object& object) {
  const std::string kind = noun_of(object);
  const std::string where = model::describe(model::place_of(object));
  return kind.empty() ? where : kind + " " + where;
}

// Addresses differ from process to process; names are given relative to the module and the model's memory.
std::uint64_t stable_address(const Execution& execution, Execution& e, std::uint64_t address) {
  if (is_variable(execution.module(), address)) return address - execution.module().load_bias;
  return e.memory().contains(address) ? address - e.memory().base() : address;
}

void name_event(Execution& execution, Event& event) {
  if (event.address == 0) return;
  const Object* object = event.object ? &execution.objects()[event.object.value] : nullptr;
  const bool is_object = object != nullptr && object->kind != ObjectKind::memory;
  const std::uintptr_t place = is_object ? model::place_of(*object) : event.address;
  const std::string where = event.name.empty() ? model::describe(place) : event.name;
  const std::string kind = object == nullptr ? "" : noun_of(*object);
  event.name = kind.empty() ? where : kind + " " + where;
  event.address = stable_address(execution, execution, place);
}

bool is_plain(const Event& event) { return event.op == Op::read || event.op == Op::write; }

// Plain accesses to memory that only one agent touches say nothing about the schedule.
std::vector<bool> worth_keeping(const std::vector<Event>& events, const std::vector<std::uint32_t>& wanted) {
  std::map<std::uint64_t, std::set<std::uint32_t>> users;
  for (const Event& event : events)
    if (is_plain(event)) users[event.address].insert(event.agent.value);
  std::vector<bool> keep(events.size());
  for (std::size_t i = 0; i < events.size(); ++i)
    keep[i] = !is_plain(events[i]) || users[events[i].address].size() > 1 || !events[i].text.empty();
  for (std::uint32_t event : wanted)
    if (event < keep.size()) keep[event] = true;
  return keep;
}

// New index of each event: the next one kept.
std::vector<std::uint32_t> renumber(const std::vector<bool>& keep) {
  std::vector<std::uint32_t> renumbered(keep.size() + 1);
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < keep.size(); ++i) {
    renumbered[i] = next;
    next += keep[i];
  }
  renumbered[keep.size()] = next;
  return renumbered;
}

// But for those that are `wanted`.
void drop_private_events(Failure& failure, const std::vector<std::uint32_t>& wanted) {
  const std::vector<bool> keep = worth_keeping(failure.events, wanted);
  const std::vector<std::uint32_t> renumbered = renumber(keep);
  const auto moved = [&](std::uint32_t i) { return renumbered[std::min<std::size_t>(i, keep.size())]; };
  std::vector<Event> kept;
  for (std::size_t i = 0; i < keep.size(); ++i)
    if (keep[i]) kept.push_back(std::move(failure.events[i]));
  failure.events = std::move(kept);
  for (Event& event : failure.events) event.blocked_since = moved(event.blocked_since);
  for (std::uint32_t& side : failure.sides) side = moved(side);
  for (WeakAccess& access : failure.weak_accesses) {
    access.event = moved(access.event);
    access.newer = moved(access.newer);
    for (auto* other : {&access.older, &access.through_store, &access.through_load})
      if (*other) *other = moved(**other);
  }
  for (WaitEdge& edge : failure.waits) {
    edge.wait_event = moved(edge.wait_event);
    edge.hold_event = moved(edge.hold_event);
  }
}

// What the picks at `steps` (ascending) did: the first event of each.
std::vector<std::uint32_t> events_at(const std::vector<std::uint32_t>& steps,
                                     const std::vector<Event>& events) {
  std::vector<std::uint32_t> found;
  std::uint32_t i = 0;
  for (std::uint32_t step : steps) {
    while (i < events.size() && events[i].step < step) ++i;
    if (i < events.size() && events[i].step == step) found.push_back(i);
  }
  return found;
}

std::vector<AgentId> holders_of(const Object& object, const Agent& waiter) {
  if (object.owner) return {object.owner};
  if (object.kind == ObjectKind::rwlock && waiter.pending.op == Op::lock) return object.readers;
  return {};
}

std::uint32_t last_event_of(const std::vector<Event>& events, AgentId agent) {
  for (std::size_t i = events.size(); i-- > 0;)
    if (events[i].agent == agent) return static_cast<std::uint32_t>(i);
  return 0;
}

void add_waits(Execution& execution, Failure& failure) {
  for (std::size_t i = 0; i < execution.agent_count(); ++i) {
    const Agent& agent = execution.agent(AgentId(static_cast<std::uint32_t>(i)));
    if (agent.state != Agent::State::alive || execution.enabled(agent)) continue;
    WaitEdge edge{.waiter = agent.id, .wait_event = last_event_of(failure.events, agent.id)};
    if (agent.pending.op == Op::join) {
      edge.holder = joined_by(agent);
      edge.name = end_of(edge.holder);
    } else if (const Object* object = agent.pending.object) {
      edge.object = object->id;
      edge.name = object_name(*object);
      edge.hold_event = object->taken_at;
      if (const auto holders = holders_of(*object, agent); !holders.empty()) edge.holder = holders.front();
    }
    failure.waits.push_back(std::move(edge));
  }
}

// Follows holders from `start`; the edges of the circle it closes, or nothing.
std::vector<WaitEdge> circle_from(const std::vector<WaitEdge>& waits, AgentId start) {
  std::vector<WaitEdge> path;
  AgentId at = start;
  while (true) {
    const auto edge =
        std::find_if(waits.begin(), waits.end(), [&](const WaitEdge& e) { return e.waiter == at; });
    if (edge == waits.end() || !edge->holder) return {};
    const auto seen =
        std::find_if(path.begin(), path.end(), [&](const WaitEdge& e) { return e.waiter == at; });
    if (seen != path.end()) return {seen, path.end()};
    path.push_back(*edge);
    at = edge->holder;
  }
}

void put_circle_first(Failure& failure) {
  std::vector<WaitEdge> circle;
  for (const WaitEdge& edge : failure.waits)
    if (circle = circle_from(failure.waits, edge.waiter); !circle.empty()) break;
  failure.cycle = !circle.empty();
  const auto in_circle = [&](const WaitEdge& edge) {
    return std::any_of(circle.begin(), circle.end(),
                       [&](const WaitEdge& c) { return c.waiter == edge.waiter; });
  };
  for (const WaitEdge& edge : failure.waits)
    if (!in_circle(edge)) circle.push_back(edge);
  failure.waits = std::move(circle);
}

// The condition variable that somebody waits on for ever though it was notified before.
const Object* missed_condition(Execution& execution, const Failure& failure) {
  for (const WaitEdge& edge : failure.waits)
    if (edge.object && execution.objects()[edge.object.value].missed)
      return &execution.objects()[edge.object.value];
  return nullptr;
}

AgentId waiter_on(const Failure& failure, ObjectId object) {
  const auto edge = std::find_if(failure.waits.begin(), failure.waits.end(),
                                 [&](const WaitEdge& e) { return e.object == object; });
  return edge->waiter;
}

void describe_wait(const Agent& agent, AgentInfo& info) {
  if (agent.pending.op == Op::join) {
    info.waits_on = end_of(joined_by(agent));
  } else if (const Object* object = agent.pending.object) {
    info.waits_on = object_name(*object);
    info.waits_object = object->id;
  }
}

AgentInfo describe_agent(Execution& execution, const Agent& agent) {
  AgentInfo info{.id = agent.id, .name = agent_name(agent.id)};
  if (agent.state == Agent::State::finished) {
    info.state = "finished";
  } else {
    info.state = execution.enabled(agent) ? "runnable" : "blocked";
    if (info.state == "blocked") describe_wait(agent, info);
  }
  for (std::size_t i = 0; i < execution.objects().size(); ++i) {
    const Object& object = execution.objects()[i];
    const bool reads =
        std::find(object.readers.begin(), object.readers.end(), agent.id) != object.readers.end();
    if (object.owner == agent.id || reads) info.holds.push_back(object_name(object));
  }
  return info;
}

}  // namespace

Failure describe_failure(Execution& execution, const ExecutionResult& result, const RunRequest& request) {
  Failure failure;
  failure.schedule.scenario = request.scenario;
  failure.schedule.granularity = request.granularity;
  failure.schedule.graph = result.graph;
  if (result.graph.empty()) failure.schedule.steps = result.schedule;
  failure.schedule.circle = result.circle;
  failure.preemptions = result.preemptions;
  failure.least_preemptions = result.least_preemptions;
  failure.weak_memory = result.weak_memory;
  failure.events = execution.recorder().events();
  failure.sides = result.sides;
  failure.weak_accesses = result.weak_accesses;
  for (std::size_t i = 0; i < execution.agent_count(); ++i)
    failure.agents.push_back(
        describe_agent(execution, execution.agent(AgentId(static_cast<std::uint32_t>(i)))));
  if (result.verdict == Verdict::deadlock || result.verdict == Verdict::livelock) {
    add_waits(execution, failure);
    put_circle_first(failure);
    if (const Object* condition = missed_condition(execution, failure))
      failure.sides.insert(failure.sides.begin(), condition->missed_at);
  }
  for (Event& event : failure.events) name_event(execution, event);
  std::vector<std::uint32_t> wanted = failure.sides;
  if (request.strategy == StrategyKind::choose)  // a person sees what each choice did
    for (std::uint32_t event : events_at(result.choice_steps, failure.events)) wanted.push_back(event);
  drop_private_events(failure, wanted);
  return failure;
}

std::vector<Choice> describe_choices(Execution& execution, const ExecutionResult& result) {
  std::vector<Choice> choices = result.choices;
  for (Choice& choice : choices) name_event(execution, choice.event);
  return choices;
}

std::string deadlock_message(Execution& execution, const Failure& failure) {
  if (const Object* condition = missed_condition(execution, failure))
    return "lost wakeup: " + object_name(*condition) + " was notified when nobody waited on it, and now " +
           agent_name(waiter_on(failure, condition->id)) + " waits for ever";
  std::string message;
  const bool locks = std::any_of(failure.waits.begin(), failure.waits.end(),
                                 [](const WaitEdge& edge) { return edge.holder && edge.object; });
  for (const WaitEdge& edge : failure.waits) {
    const bool in_circle = edge.holder && (edge.object || !locks);
    if (failure.cycle && !in_circle) continue;
    if (!message.empty()) message += "; ";
    message += agent_name(edge.waiter) + " waits for " + edge.name;
    if (edge.holder && edge.object)
      message += edge.holder == edge.waiter ? ", which it holds itself"
                                            : ", which " + agent_name(edge.holder) + " holds";
  }
  return failure.cycle ? message : message + ": nobody is left to end that";
}

}  // namespace weft
