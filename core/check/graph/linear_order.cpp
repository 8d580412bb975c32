#include "check/graph/linear_order.h"

namespace weft::graph {
namespace {

// A read-modify-write is one step: that of its read.
EventIndex step_of(const ExecutionGraph& g, EventIndex e) {
  return g[e].kind == EventKind::write && g[e].exclusive ? g[e].before : e;
}

// Every edge of program order, reads-from, modification order and from-reads that others do not imply.
template <class Visit>
void for_each_edge(const ExecutionGraph& g, Visit visit) {
  const auto edge = [&](EventIndex from, EventIndex to) {
    if (from != kNone && to != kNone && step_of(g, from) != step_of(g, to))
      visit(step_of(g, from), step_of(g, to));
  };
  for (EventIndex e = 0; e < g.size(); ++e) {
    const Event& event = g[e];
    edge(event.before, e);
    if (event.kind == EventKind::write) {
      edge(e, event.mo_after);
    } else {
      edge(event.source, e);
      if (event.kind == EventKind::read) edge(e, g.write_after(event.location, event.source));
    }
  }
}

}  // namespace

std::optional<std::vector<std::uint32_t>> linear_order(const ExecutionGraph& g) {
  std::vector<std::uint32_t> missing(g.size(), 0), place(g.size(), 0);
  std::vector<std::vector<EventIndex>> after(g.size());
  for_each_edge(g, [&](EventIndex from, EventIndex to) {
    after[from].push_back(to);
    ++missing[to];
  });
  std::vector<EventIndex> ready;
  for (EventIndex e = g.size(); e-- > 0;)
    if (missing[e] == 0 && step_of(g, e) == e) ready.push_back(e);
  std::uint32_t placed = 0, steps = 0;
  for (EventIndex e = 0; e < g.size(); ++e) steps += step_of(g, e) == e;
  while (!ready.empty()) {
    const EventIndex e = ready.back();
    ready.pop_back();
    place[e] = placed++;
    for (const EventIndex next : after[e])
      if (--missing[next] == 0) ready.push_back(next);
  }
  if (placed < steps) return std::nullopt;
  return place;
}

}  // namespace weft::graph
