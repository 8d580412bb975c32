#include "check/graph/weak_accesses.h"

namespace weft::graph {
namespace {

// Last in modification order of the writes after `from` that were there before `e`; kNone: there were none.
EventIndex newest_then(const ExecutionGraph& g, EventIndex from, EventIndex e) {
  EventIndex newest = kNone;
  for (EventIndex w = g.write_after(g[e].location, from); w != kNone; w = g[w].mo_after)
    if (w < e) newest = w;
  return newest;
}

void find_missing_link(const ExecutionGraph& g, OutOfOrder& found) {
  if (!g.in_prefix(found.newer, found.access)) return;
  for (EventIndex r = found.access; r-- > 0;) {
    if (g[r].kind != EventKind::read || g[r].source == kInitial) continue;
    if (!g.happens_before(r, found.access) || !g.happens_before(found.newer, g[r].source)) continue;
    found.through_read = r;
    found.through_write = g[r].source;
    return;
  }
}

}  // namespace

std::vector<OutOfOrder> out_of_order(const ExecutionGraph& g) {
  std::vector<OutOfOrder> all;
  for (EventIndex e = 0; e < g.size(); ++e) {
    const Event& event = g[e];
    const bool is_update = event.kind == EventKind::write && event.exclusive;  // its read says it
    if (event.kind == EventKind::local || is_update) continue;
    const bool reads = event.kind == EventKind::read;
    const EventIndex newer = newest_then(g, reads ? event.source : e, e);
    if (newer == kNone) continue;
    OutOfOrder& found = all.emplace_back();
    found.access = e;
    if (reads) found.older = event.source;
    found.newer = newer;
    find_missing_link(g, found);
  }
  return all;
}

}  // namespace weft::graph
