#include "check/graph/execution_graph.h"

#include "contract/check.h"

namespace weft::graph {

ExecutionGraph::Agent& ExecutionGraph::agent_at(AgentNumber agent) {
  if (agent >= agents_.size()) {
    agents_.resize(agent + 1);
    clocks_.widen_to(agent + 1);
  }
  return agents_[agent];
}

ExecutionGraph::Place& ExecutionGraph::place(Location location) {
  if (location >= locations_.size()) locations_.resize(location + 1);
  return locations_[location];
}

void ExecutionGraph::set_initial(Location location, std::uint64_t value) {
  Place& at = place(location);
  if (!at.used) at.initial = value;
  at.used = true;
}

EventIndex ExecutionGraph::add(AgentNumber agent, EventKind kind, Order order, std::uint32_t stamp) {
  Agent& owner = agent_at(agent);
  WEFT_CHECK(owner.length < ClockRows::kMostTicks);
  const EventIndex e = size();
  Event& event = events_.emplace_back();
  event.kind = kind;
  event.order = order;
  event.agent = agent;
  event.position = owner.length++;
  event.before = owner.newest == kNone ? owner.started_by : owner.newest;
  owner.newest = e;
  event.stamp = stamp != 0 ? stamp : next_stamp();
  link_by_stamp(e);
  clocks_.push();
  start_rows(e);
  return e;
}

void ExecutionGraph::link_by_stamp(EventIndex e) {
  Event& event = events_[e];
  EventIndex older = newest_, newer = kNone;
  while (older != kNone && events_[older].stamp > event.stamp) {
    newer = older;
    older = events_[older].older;
  }
  event.older = older;
  event.newer = newer;
  if (older != kNone) events_[older].newer = e;
  (newer == kNone ? newest_ : events_[newer].older) = e;
}

void ExecutionGraph::count_orders(const Event& event, int by) {
  const bool orders_nothing = event.kind == EventKind::local && !event.fence;
  if (orders_nothing) return;
  (event.order == Order::seq_cst ? sc_events_ : weak_events_) += static_cast<std::uint32_t>(by);
}

EventIndex ExecutionGraph::add_local(AgentNumber agent, const Local& local, std::uint32_t stamp) {
  if (local.starts != kNone) agent_at(local.starts);
  const EventIndex e = add(agent, EventKind::local, local.order, stamp);
  events_[e].fence = local.fence;
  events_[e].choice = local.choice;
  events_[e].source = local.source;
  events_[e].synchronises = local.synchronises;
  if (local.source != kNone) come_after(e, local.source, local.synchronises);
  if (local.starts != kNone) {
    agents_[local.starts].started_by = e;
    events_[e].starts = local.starts;
  }
  agents_[agent].fences += local.fence;
  count_orders(events_[e], 1);
  if (local.fence && acquires(local.order)) acquire(e);
  return e;
}

EventIndex ExecutionGraph::add_read(AgentNumber agent, Location location, Order order, EventIndex source,
                                    std::uint32_t stamp) {
  Place& at = place(location);
  const EventIndex e = add(agent, EventKind::read, order, stamp);
  Event& event = events_[e];
  event.location = location;
  event.source = source;
  event.value = value_of(location, source);
  EventIndex& newest_reader = source == kInitial ? at.newest_reader : events_[source].newest_reader;
  event.older_reader = newest_reader;
  newest_reader = e;
  count_orders(event, 1);
  if (source != kInitial) {
    clocks_.join(clocks_.row(e, ClockRows::kPorf), clocks_.row(source, ClockRows::kPorf));
    clocks_.join(clocks_.row(e, ClockRows::kPast), clocks_.row(source, ClockRows::kPast));
    if (acquires(order))
      clocks_.join(clocks_.row(e, ClockRows::kHb), clocks_.row(source, ClockRows::kRelease));
  }
  precede(e, write_after(location, source));
  return e;
}

EventIndex ExecutionGraph::add_write(AgentNumber agent, Location location, Order order, std::uint64_t value,
                                     EventIndex after, bool exclusive, std::uint32_t stamp) {
  Place& at = place(location);
  const EventIndex e = add(agent, EventKind::write, order, stamp);
  Event& event = events_[e];
  event.location = location;
  event.value = value;
  event.exclusive = exclusive;
  if (exclusive) events_[event.before].exclusive = true;
  event.mo_before = after;
  EventIndex& next = after == kInitial ? at.first : events_[after].mo_after;
  event.mo_after = next;
  next = e;
  (event.mo_after == kNone ? at.last : events_[event.mo_after].mo_before) = e;
  count_orders(event, 1);
  publish(e);
  ClockRows::Tick* const past = clocks_.row(e, ClockRows::kPast);
  if (after != kInitial) clocks_.join(past, clocks_.row(after, ClockRows::kPast));
  for (EventIndex r = newest_reader(location, after); r != kNone; r = events_[r].older_reader)
    clocks_.join(past, clocks_.row(r, ClockRows::kPast));
  precede(e, event.mo_after);
  return e;
}

void ExecutionGraph::cut(EventIndex size) {
  clocks_.cut(size);
  while (events_.size() > size) {
    unlink(static_cast<EventIndex>(events_.size() - 1));
    events_.pop_back();
  }
}

void ExecutionGraph::unlink(EventIndex e) {
  const Event& event = events_[e];
  (event.newer == kNone ? newest_ : events_[event.newer].older) = event.older;
  if (event.older != kNone) events_[event.older].newer = event.newer;
  Agent& agent = agents_[event.agent];
  agent.newest = --agent.length == 0 ? kNone : event.before;
  count_orders(event, -1);
  if (event.kind == EventKind::read) {
    (event.source == kInitial ? locations_[event.location].newest_reader
                              : events_[event.source].newest_reader) = event.older_reader;
  } else if (event.kind == EventKind::write) {
    Place& at = locations_[event.location];
    (event.mo_before == kInitial ? at.first : events_[event.mo_before].mo_after) = event.mo_after;
    (event.mo_after == kNone ? at.last : events_[event.mo_after].mo_before) = event.mo_before;
    if (event.exclusive) events_[event.before].exclusive = false;
  } else {
    agent.fences -= event.fence;
  }
}

}  // namespace weft::graph
