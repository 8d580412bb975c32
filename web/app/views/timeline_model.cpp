#include "app/views/timeline_model.h"

#include "app/views/recorded_turns.h"

#include <algorithm>
#include <map>

#include "report/phrase.h"

namespace weft::app {
namespace {

constexpr double kStuckTail = 1.6;  // columns after the last event in which stuck agents are seen waiting

using LaneIndex = std::map<AgentId, std::uint32_t>;
using Events = std::vector<Event>;

// Every agent gets a lane, in order of creation: those that are listed, and those that only events name.
LaneIndex add_lanes(Timeline& timeline, const Failure& failure) {
  LaneIndex index;
  for (const AgentInfo& agent : failure.agents) index.emplace(agent.id, 0);
  for (const Event& event : failure.events) index.emplace(event.agent, 0);
  for (auto& [agent, lane] : index) {
    lane = static_cast<std::uint32_t>(timeline.lanes.size());
    Lane row;
    row.agent = agent;
    row.name = agent_name(failure, agent);
    timeline.lanes.push_back(row);
  }
  return index;
}

void add_marks(Timeline& timeline, const Events& events, const LaneIndex& lanes) {
  const auto count = static_cast<std::uint32_t>(events.size());
  std::vector<std::uint32_t> next(timeline.lanes.size(), kNoColumn);
  timeline.marks.resize(count);
  for (std::uint32_t i = count; i-- > 0;) {
    Mark& mark = timeline.marks[i];
    mark.lane = lanes.at(events[i].agent);
    mark.kind = kind_of(events[i].op);
    mark.direction = direction_of(events[i].op);
    mark.next_in_lane = next[mark.lane];
    mark.pending = events[i].blocked && events[i].failed && mark.next_in_lane == kNoColumn;
    next[mark.lane] = i;
  }
  for (const Event& event : events)
    timeline.steps.push_back(timeline.timed ? static_cast<std::uint32_t>(event.at.value_or(0) / 1000)
                                            : event.step);
}

void mark_sides(Timeline& timeline, const Failure& failure) {
  for (std::uint32_t side : failure.sides)
    if (side < timeline.marks.size()) timeline.marks[side].side = true;
}

// One agent runs at a time: a running span is a maximal row of events of the same agent. What is pending at
// the end did not run.
void add_running_spans(Timeline& timeline) {
  for (std::size_t i = 0; i < timeline.marks.size(); ++i) {
    if (timeline.marks[i].pending) continue;
    const std::uint32_t lane = timeline.marks[i].lane;
    const double column = static_cast<double>(i);
    const bool continues = !timeline.spans.empty() && timeline.spans.back().lane == lane;
    if (!continues) timeline.spans.push_back({lane, SpanKind::running, column - 0.5, column - 0.5});
    timeline.spans.back().to = column + 0.5;
  }
}

void add_blocked_spans(Timeline& timeline, const Events& events) {
  for (std::uint32_t i = 0; i < events.size(); ++i) {
    const bool waited = events[i].blocked && !timeline.marks[i].pending && events[i].blocked_since + 1 < i;
    if (!waited) continue;
    timeline.spans.push_back(
        {timeline.marks[i].lane, SpanKind::blocked, events[i].blocked_since + 0.5, i - 0.5});
  }
}

void set_lifetimes(Timeline& timeline) {
  std::vector<bool> seen(timeline.lanes.size(), false);
  for (std::size_t i = 0; i < timeline.marks.size(); ++i) {
    Lane& lane = timeline.lanes[timeline.marks[i].lane];
    const double column = static_cast<double>(i);
    if (!seen[timeline.marks[i].lane]) lane.first = column - 0.5;
    seen[timeline.marks[i].lane] = true;
    lane.last = column + 0.5;
  }
}

std::string waiting_note(const std::string& object, const char* without = "waits for ever") {
  return object.empty() ? without : "waits for " + object;
}

// Being blocked at the end is part of a deadlock; in other failures it is only where the agent happened to
// be.
void mark_blocked_lanes(Timeline& timeline, const Failure& failure, const LaneIndex& lanes) {
  for (const AgentInfo& agent : failure.agents)
    if (agent.state == "blocked")
      timeline.lanes[lanes.at(agent.id)].note = waiting_note(agent.waits_on, "waits");
  for (const WaitEdge& edge : failure.waits) {
    const auto lane = lanes.find(edge.waiter);
    if (lane == lanes.end()) continue;
    timeline.lanes[lane->second].stuck = true;
    timeline.lanes[lane->second].note = waiting_note(edge.name);
  }
}

// The column from which each lane is blocked until the end: since its pending event, else since its last one.
std::vector<double> blocked_from(const Timeline& timeline, const Events& events) {
  std::vector<double> from;
  for (const Lane& lane : timeline.lanes) from.push_back(lane.last);
  for (std::uint32_t i = 0; i < events.size(); ++i)
    if (timeline.marks[i].pending) from[timeline.marks[i].lane] = std::min(events[i].blocked_since, i) + 0.5;
  return from;
}

void extend_blocked_lanes(Timeline& timeline, const Events& events) {
  const double end = static_cast<double>(timeline.marks.size()) - 0.5;
  const bool any =
      std::any_of(timeline.lanes.begin(), timeline.lanes.end(), [](const Lane& l) { return l.stuck; });
  timeline.end = any ? end + kStuckTail : end;
  const std::vector<double> from = blocked_from(timeline, events);
  for (std::uint32_t i = 0; i < timeline.lanes.size(); ++i) {
    Lane& lane = timeline.lanes[i];
    if (lane.note.empty() || from[i] >= timeline.end) continue;
    timeline.spans.push_back({i, lane.stuck ? SpanKind::stuck : SpanKind::blocked, from[i], timeline.end});
    lane.last = timeline.end;
  }
}

// Finds the first event of each agent: the target of its creator's arrow.
std::map<AgentId, std::uint32_t> first_events(const Events& events) {
  std::map<AgentId, std::uint32_t> first;
  for (std::uint32_t i = 0; i < events.size(); ++i) first.emplace(events[i].agent, i);
  return first;
}

void add_spawn_links(Timeline& timeline, const Events& events) {
  const auto first = first_events(events);
  for (std::uint32_t i = 0; i < events.size(); ++i) {
    if (events[i].op != Op::spawn) continue;
    const auto target = first.find(AgentId(static_cast<std::uint32_t>(events[i].after)));
    if (target != first.end() && target->second > i)
      timeline.links.push_back({LinkKind::spawn, i, target->second, false, ""});
  }
}

void add_join_links(Timeline& timeline, const Events& events) {
  std::map<AgentId, std::uint32_t> last;
  for (std::uint32_t i = 0; i < events.size(); ++i) {
    last[events[i].agent] = i;
    if (events[i].op != Op::join || timeline.marks[i].pending) continue;
    const auto source = last.find(AgentId(static_cast<std::uint32_t>(events[i].after)));
    if (source != last.end() && source->second != i)
      timeline.links.push_back({LinkKind::join, source->second, i, events[i].blocked, ""});
  }
}

bool gives_up(Op op) {
  switch (op) {
    case Op::unlock:
    case Op::cond_signal:
    case Op::cond_broadcast:
    case Op::sem_post:
    case Op::futex_wake:
    case Op::send:
    case Op::close:
    case Op::set:
    case Op::barrier_wait:
      return true;
    default:
      return false;
  }
}

bool takes(const Event& event) {
  switch (event.op) {
    case Op::lock:
    case Op::try_lock:
    case Op::read_lock:
    case Op::try_read_lock:
    case Op::cond_wake:
    case Op::sem_wait:
    case Op::sem_try_wait:
    case Op::barrier_leave:
    case Op::receive:
    case Op::await:
      return !event.failed;
    case Op::futex_wait:
      return event.blocked && !event.failed;
    default:
      return false;
  }
}

// From the last release of an object to the next acquisition by another agent.
void add_handovers(Timeline& timeline, const Events& events) {
  std::map<ObjectId, std::uint32_t> released;
  for (std::uint32_t i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    if (!event.object) continue;
    const auto source = released.find(event.object);
    if (takes(event) && source != released.end() && events[source->second].agent != event.agent)
      timeline.links.push_back({LinkKind::handover, source->second, i, event.blocked, ""});
    if (gives_up(event.op)) released[event.object] = i;
  }
}

void add_race_link(Timeline& timeline, const ScenarioOutcome& outcome) {
  const auto& sides = outcome.failure->sides;
  if (outcome.verdict != Verdict::data_race || sides.size() < 2) return;
  if (sides[0] >= timeline.marks.size() || sides[1] >= timeline.marks.size()) return;
  timeline.links.push_back({LinkKind::race, sides[0], sides[1], true, "data race"});
}

// How many of the first edges form the circle.
std::size_t cycle_length(const Failure& failure) {
  if (!failure.cycle || failure.waits.empty()) return 0;
  std::size_t length = 1;
  while (length < failure.waits.size() && failure.waits[length - 1].holder != failure.waits[0].waiter)
    ++length;
  return length;
}

// Where the wanted object was taken; what is joined is not taken: there it is the last event of the joined
// agent.
std::optional<std::uint32_t> holding_event(const WaitEdge& edge, const Events& events) {
  if (edge.hold_event < events.size() && events[edge.hold_event].agent == edge.holder) return edge.hold_event;
  for (auto i = static_cast<std::uint32_t>(events.size()); i-- > 0;)
    if (events[i].agent == edge.holder) return i;
  return std::nullopt;
}

void add_wait_links(Timeline& timeline, const Failure& failure) {
  const std::size_t cycle = cycle_length(failure);
  for (std::size_t i = 0; i < failure.waits.size(); ++i) {
    const WaitEdge& edge = failure.waits[i];
    if (!edge.holder || edge.wait_event >= timeline.marks.size()) continue;
    const auto target = holding_event(edge, failure.events);
    if (!target || *target == edge.wait_event) continue;
    timeline.links.push_back({LinkKind::wait_for, edge.wait_event, *target, i < cycle, edge.name});
  }
}

void add_checked_execution(Timeline& timeline, const ScenarioOutcome& outcome) {
  const Failure& failure = *outcome.failure;
  mark_sides(timeline, failure);
  add_running_spans(timeline);
  add_blocked_spans(timeline, failure.events);
  extend_blocked_lanes(timeline, failure.events);
  add_join_links(timeline, failure.events);
  add_handovers(timeline, failure.events);
  add_race_link(timeline, outcome);
  add_wait_links(timeline, failure);
}

}  // namespace

Kind kind_of(Op op) {
  switch (op) {
    case Op::start:
    case Op::finish:
    case Op::spawn:
    case Op::join:
    case Op::detach:
    case Op::yield:
    case Op::sleep:
    case Op::resume:
    case Op::steal:
    case Op::hand_off:
    case Op::block:
    case Op::unblock:
    case Op::migrate:
      return Kind::lifecycle;
    case Op::read:
    case Op::write:
    case Op::allocate:
    case Op::release:
      return Kind::memory;
    case Op::atomic_load:
    case Op::atomic_store:
    case Op::atomic_rmw:
    case Op::atomic_cas:
    case Op::fence:
      return Kind::atomic;
    case Op::lock:
    case Op::try_lock:
    case Op::unlock:
    case Op::read_lock:
    case Op::try_read_lock:
      return Kind::lock;
    case Op::note:
      return Kind::note;
    case Op::fail:
      return Kind::failure;
    default:
      return Kind::signal;
  }
}

Direction direction_of(Op op) {
  switch (op) {
    case Op::finish:
    case Op::spawn:
    case Op::write:
    case Op::release:
    case Op::atomic_store:
    case Op::atomic_rmw:
    case Op::atomic_cas:
    case Op::unlock:
    case Op::cond_signal:
    case Op::cond_broadcast:
    case Op::sem_post:
    case Op::futex_wake:
    case Op::send:
    case Op::close:
    case Op::set:
    case Op::unpark:
      return Direction::give;
    default:
      return Direction::take;
  }
}

const char* to_string(Kind kind) {
  constexpr const char* kNames[kKindCount] = {"threads", "memory", "atomics", "locks",
                                              "signals", "notes",  "failure"};
  return kNames[static_cast<int>(kind)];
}

const Failure* shown_execution(const ScenarioOutcome& outcome) {
  if (outcome.failure) return &*outcome.failure;
  return outcome.recording ? &*outcome.recording : nullptr;
}

Timeline build_timeline(const ScenarioOutcome& outcome) {
  Timeline timeline;
  const Failure* const shown = shown_execution(outcome);
  if (shown == nullptr) return timeline;
  timeline.timed = !outcome.failure;
  const LaneIndex lanes = add_lanes(timeline, *shown);
  add_marks(timeline, shown->events, lanes);
  set_lifetimes(timeline);
  mark_blocked_lanes(timeline, *shown, lanes);
  add_spawn_links(timeline, shown->events);
  if (timeline.timed)
    add_recorded_turns(timeline, shown->events);
  else
    add_checked_execution(timeline, outcome);
  return timeline;
}

std::optional<std::uint32_t> neighbour(const Timeline& timeline, std::optional<std::uint32_t> selected,
                                       int by) {
  const auto& marks = timeline.marks;
  if (marks.empty()) return std::nullopt;
  if (!selected) {
    const auto side = std::find_if(marks.begin(), marks.end(), [](const Mark& m) { return m.side; });
    return side == marks.end() ? 0u : static_cast<std::uint32_t>(side - marks.begin());
  }
  const auto last = static_cast<std::int64_t>(marks.size()) - 1;
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(std::int64_t{*selected} + by, 0, last));
}

}  // namespace weft::app
