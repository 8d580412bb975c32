// ExecutionGraph: what lies in the past of an event that is added.
#include "check/graph/execution_graph.h"

namespace weft::graph {

void ExecutionGraph::start_rows(EventIndex e) {
  const Event& event = events_[e];
  for (const auto row : {ClockRows::kPorf, ClockRows::kHb, ClockRows::kPast}) {
    ClockRows::Tick* const own = clocks_.row(e, row);
    if (event.before != kNone) clocks_.copy(own, clocks_.row(event.before, row));
    own[event.agent] = static_cast<ClockRows::Tick>(event.position + 1);
  }
}

void ExecutionGraph::come_after(EventIndex e, EventIndex source, bool synchronises) {
  for (const auto row : {ClockRows::kPorf, ClockRows::kPast})
    clocks_.join(clocks_.row(e, row), clocks_.row(source, row));
  if (synchronises) clocks_.join(clocks_.row(e, ClockRows::kHb), clocks_.row(source, ClockRows::kHb));
}

// An acquire fence learns what the reads of its agent before it would have learnt had they acquired.
void ExecutionGraph::acquire(EventIndex e) {
  const AgentNumber agent = events_[e].agent;
  for (EventIndex r = events_[e].before; r != kNone && events_[r].agent == agent; r = events_[r].before)
    if (events_[r].kind == EventKind::read && events_[r].source != kInitial)
      clocks_.join(clocks_.row(e, ClockRows::kHb), clocks_.row(events_[r].source, ClockRows::kRelease));
}

EventIndex ExecutionGraph::last_release_fence(EventIndex e) const {
  const AgentNumber agent = events_[e].agent;
  if (agents_[agent].fences == 0) return kNone;
  for (EventIndex f = events_[e].before; f != kNone && events_[f].agent == agent; f = events_[f].before)
    if (events_[f].fence && releases(events_[f].order)) return f;
  return kNone;
}

// What one that acquires this write will learn. A read-modify-write continues the release sequence it reads
// from.
void ExecutionGraph::publish(EventIndex e) {
  const Event& event = events_[e];
  ClockRows::Tick* const release = clocks_.row(e, ClockRows::kRelease);
  const EventIndex from = releases(event.order) ? e : last_release_fence(e);
  if (from != kNone) clocks_.copy(release, clocks_.row(from, ClockRows::kHb));
  if (event.exclusive && events_[event.before].source != kInitial)
    clocks_.join(release, clocks_.row(events_[event.before].source, ClockRows::kRelease));
}

// Event e, the newest, comes before `successor`, and so before all that comes after that one. The pasts are
// closed under precedence, so one step does.
void ExecutionGraph::precede(EventIndex e, EventIndex successor) {
  if (successor == kNone || !is_strong()) return;
  const AgentNumber agent = events_[successor].agent;
  const int position = static_cast<int>(events_[successor].position);
  for (EventIndex later = 0; later < e; ++later)
    if (clocks_.row(later, ClockRows::kPast)[agent] > position) clocks_.extend_past(later, e);
}

bool ExecutionGraph::knows(AgentNumber agent, Location location, EventIndex write, bool strong) const {
  if (write == kInitial) return true;
  const EventIndex last = agents_.size() <= agent          ? kNone
                          : agents_[agent].newest != kNone ? agents_[agent].newest
                                                           : agents_[agent].started_by;
  if (last == kNone) return false;
  const ClockRows::Tick* const past = clocks_.row(last, strong ? ClockRows::kPast : ClockRows::kHb);
  const auto is_past = [&](EventIndex e) {
    return past[events_[e].agent] > static_cast<int>(events_[e].position);
  };
  if (is_past(write)) return true;
  for (EventIndex r = events_[write].newest_reader; r != kNone; r = events_[r].older_reader)
    if (is_past(r)) return true;
  return false;
}

}  // namespace weft::graph
