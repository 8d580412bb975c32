// GraphSearch: what an operation does, and what else it could have done.
#include <optional>
#include <utility>

#include "check/graph/graph_search.h"
#include "check/graph/sc_order.h"
#include "contract/check.h"

namespace weft::graph {

GraphSearch::Performed GraphSearch::perform(AgentNumber agent, const Access& access) {
  if (cursor_ < graph().size()) return replay(access);
  graph().set_initial(access.location, access.initial);
  const Performed performed = is_forced_    ? do_forced(agent, access)
                              : following() ? do_step(agent, access)
                              : walking()   ? walk(agent, access)
                                            : extend(agent, access);
  cursor_ = graph().size();
  return performed;
}

EventIndex GraphSearch::perform(AgentNumber agent, const ExecutionGraph::Local& local) {
  if (cursor_ < graph().size()) {
    const Event& event = graph()[cursor_];
    diverged_ |= event.kind != EventKind::local || event.starts != local.starts;
    return cursor_++;
  }
  if (following()) take_local();
  const EventIndex e = graph().add_local(agent, local);
  cursor_ = graph().size();
  return e;
}

std::uint32_t GraphSearch::choose(AgentNumber agent, std::uint32_t count) {
  if (cursor_ < graph().size()) return graph()[cursor_++].choice;
  std::uint32_t chosen = 0;
  if (is_forced_) {
    is_forced_ = false;
    chosen = forced_.number;
  } else if (following()) {
    chosen = take_way(count);
  } else if (walking()) {
    chosen = static_cast<std::uint32_t>(random_->below(count));
  } else {
    for (std::uint32_t number = count - 1; number > 0; --number)
      note({.kind = Branch::Kind::choice, .agent = agent, .size = graph().size(), .number = number});
  }
  graph().add_local(agent, {.choice = chosen});
  cursor_ = graph().size();
  return chosen;
}

GraphSearch::Performed GraphSearch::replay(const Access& access) {
  const ExecutionGraph& g = graph();
  const Event& event = g[cursor_++];
  if (event.kind == EventKind::local || event.location != access.location ||
      (event.kind == EventKind::write) != (access.kind == Access::Kind::store)) {
    diverged_ = true;
    return {};
  }
  if (event.kind == EventKind::write) return {.written = event.value, .writes = true};
  Performed performed{.seen = event.value, .reads = true};
  if (event.exclusive) {
    performed.written = g[cursor_++].value;
    performed.writes = true;
  }
  return performed;
}

GraphSearch::Performed GraphSearch::do_forced(AgentNumber agent, const Access& access) {
  is_forced_ = false;
  forced_event_ = graph().size();
  WEFT_CHECK(agent == forced_.agent);
  switch (access.kind) {
    case Access::Kind::load:
      return load_from(agent, access, forced_.write, forced_.stamp);
    case Access::Kind::store:
      return store_after(agent, access, forced_.write);
    default: {
      Performed performed = update_from(agent, access, forced_.write, forced_.stamp);
      performed.inconsistent |= forced_.examine && !is_sc_consistent(graph());
      return performed;
    }
  }
}

GraphSearch::Performed GraphSearch::extend(AgentNumber agent, const Access& access) {
  switch (access.kind) {
    case Access::Kind::load:
      return load(agent, access);
    case Access::Kind::store:
      return store(agent, access);
    default:
      return update(agent, access);
  }
}

// Whether the access leaves a strong graph strong, whatever comes of it.
bool GraphSearch::is_strong(const Access& access) const {
  const ExecutionGraph& g = graph();
  return g.is_strong() && g.makes_strong(access.order) &&
         (access.kind != Access::Kind::update || g.makes_strong(access.failure));
}

// The writes that coherence lets the access read, or follow, newest first: that one is always consistent.
// visit(write) returns whether to go on.
template <class Visit>
void GraphSearch::for_each_readable(AgentNumber agent, const Access& access, Visit visit) {
  const bool strong = is_strong(access);
  for (EventIndex write = graph().last_write(access.location);; write = graph()[write].mo_before)
    if (!visit(write) || graph().knows(agent, access.location, write, strong)) return;
}

// Whether `add`, which adds events that coherence allows, leaves the graph consistent.
template <class Add>
bool GraphSearch::stays_consistent(const Access& access, Add add) {
  if (is_strong(access)) return true;
  ExecutionGraph& g = graph();
  const EventIndex size = g.size();
  add();
  const bool consistent = is_sc_consistent(g);
  g.cut(size);
  return consistent;
}

const GraphSearch::Mark* GraphSearch::mark_of(AgentNumber agent) const {
  const auto& marks = frame().marks;
  const std::uint32_t position = graph().length_of(agent);
  for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark)
    if (mark->agent == agent && mark->position == position) return &*mark;
  return nullptr;
}

GraphSearch::Performed GraphSearch::wait(AgentNumber agent, EventIndex write, std::uint32_t stamp) {
  const ExecutionGraph& g = graph();
  frame().marks.push_back({write, agent, g.length_of(agent), stamp, g.size()});
  return {.waits = true};
}

// A load that cannot read the newest write may wait for another, or read one that is older.
GraphSearch::Performed GraphSearch::load(AgentNumber agent, const Access& access) {
  const Mark* const mark = mark_of(agent);
  std::optional<EventIndex> newest;
  bool waits = false;
  for_each_readable(agent, access, [&](EventIndex write) {
    const bool rejected = access.rejects(graph().value_of(access.location, write));
    if (!may_still_read(mark, write)) return true;
    if (rejected) {
      waits |= !newest;
    } else if (!newest && !waits) {
      newest = write;
    } else if (stays_consistent(access,
                                [&] { graph().add_read(agent, access.location, access.order, write); })) {
      note({.kind = Branch::Kind::source, .agent = agent, .size = graph().size(), .write = write});
    }
    return true;
  });
  if (!newest) return wait(agent, kNone, graph().next_stamp());
  return load_from(agent, access, *newest);
}

GraphSearch::Performed GraphSearch::load_from(AgentNumber agent, const Access& access, EventIndex source,
                                              std::uint32_t stamp) {
  if (access.rejects(graph().value_of(access.location, source)))
    return stamp == 0 ? Performed{.inconsistent = true} : wait(agent, source, stamp);
  const EventIndex read = graph().add_read(agent, access.location, access.order, source, stamp);
  graph().describe_read(read, access.order, access.rejected);
  return {.seen = graph()[read].value, .reads = true};
}

GraphSearch::Performed GraphSearch::store(AgentNumber agent, const Access& access) {
  ExecutionGraph& g = graph();
  const EventIndex size = g.size();
  bool first = true;
  for_each_readable(agent, access, [&](EventIndex after) {
    if (std::exchange(first, false) || g.is_taken(access.location, after)) return true;
    if (stays_consistent(
            access, [&] { g.add_write(agent, access.location, access.order, access.operand, after, false); }))
      note({.kind = Branch::Kind::place, .agent = agent, .size = size, .write = after});
    return true;
  });
  const Performed performed = store_after(agent, access, g.last_write(access.location));
  note_revisits(size, {.kind = Branch::Kind::revisit, .agent = agent, .size = size, .access = access});
  return performed;
}

GraphSearch::Performed GraphSearch::store_after(AgentNumber agent, const Access& access, EventIndex after) {
  graph().add_write(agent, access.location, access.order, access.operand, after, false);
  return {.written = access.operand, .writes = true};
}

bool GraphSearch::is_possible(AgentNumber agent, const Access& access) {
  if (access.kind != Access::Kind::update && access.rejected == nullptr) return true;
  graph().set_initial(access.location, access.initial);
  const Mark* const mark = mark_of(agent);
  bool possible = false;
  for_each_readable(agent, access, [&](EventIndex write) {
    if (!may_still_read(mark, write)) return true;
    const Update update = access.effect_on(graph().value_of(access.location, write));
    possible = update.effect == Update::Effect::only_reads ||
               (update.effect == Update::Effect::writes && !graph().is_taken(access.location, write));
    return !possible;
  });
  return possible;
}

GraphSearch::Performed GraphSearch::update(AgentNumber agent, const Access& access) {
  const Mark* const mark = mark_of(agent);
  std::optional<EventIndex> newest;
  bool waits = false;
  for_each_readable(agent, access, [&](EventIndex write) {
    if (!may_still_read(mark, write)) return true;
    const Update update = access.effect_on(graph().value_of(access.location, write));
    if (update.effect == Update::Effect::waits) {
      waits |= !newest;
      return true;
    }
    const bool writes = update.effect == Update::Effect::writes;
    if (writes && graph().is_taken(access.location, write)) {
      offer_to_others(agent, access, write);
    } else if (!newest && !waits) {
      newest = write;
    } else if (stays_consistent(access, [&] {
                 const Order order = writes ? access.order : access.failure;
                 graph().add_read(agent, access.location, order, write);
                 if (writes) graph().add_write(agent, access.location, order, update.value, write, true);
               })) {
      note({.kind = Branch::Kind::source, .agent = agent, .size = graph().size(), .write = write});
    }
    return true;
  });
  if (!newest) return wait(agent, kNone, graph().next_stamp());
  return update_from(agent, access, *newest);
}

GraphSearch::Performed GraphSearch::update_from(AgentNumber agent, const Access& access, EventIndex source,
                                                std::uint32_t stamp) {
  ExecutionGraph& g = graph();
  const EventIndex size = g.size();
  const Update update = access.effect_on(g.value_of(access.location, source));
  if (update.effect == Update::Effect::waits)
    return stamp == 0 ? Performed{.inconsistent = true} : wait(agent, source, stamp);
  const bool writes = update.effect == Update::Effect::writes;
  const EventIndex read =
      g.add_read(agent, access.location, writes ? access.order : access.failure, source, stamp);
  g.describe_read(read, writes ? access.failure : access.order, access.rejected);
  Performed performed{.seen = g[read].value, .reads = true};
  if (!writes) return performed;
  const EventIndex write = g.add_write(agent, access.location, access.order, update.value, source, true);
  performed.written = update.value;
  performed.writes = true;
  if (walking()) return performed;
  note_revisits(
      write,
      {.kind = Branch::Kind::revisit, .agent = agent, .size = size, .write = source, .access = access});
  return performed;
}

// Another read-modify-write reads from `source` already: instead of it, it could read from this one.
void GraphSearch::offer_to_others(AgentNumber agent, const Access& access, EventIndex source) {
  ExecutionGraph& g = graph();
  const EventIndex size = g.size();
  const EventIndex read = g.add_read(agent, access.location, access.order, source);
  g.describe_read(read, access.failure, access.rejected);
  const Update update = access.modify(access, g[read].value);
  const EventIndex write = g.add_write(agent, access.location, access.order, update.value, source, true);
  note_revisits(
      write,
      {.kind = Branch::Kind::revisit, .agent = agent, .size = size, .write = source, .access = access});
  g.cut(size);
}

// What was noted since then is void too. Older branches stay: if the read was forced, its other sources are
// among them.
void GraphSearch::repeat_from(EventIndex event) {
  is_anew_ = true;  // agents that are about to read are to hear of it
  const AgentNumber agent = graph()[event].agent;
  auto& branches = frame().branches;
  const auto is_void = [&](const Branch& branch) {
    return branch.size > event || (branch.size == event && branch.agent == agent);
  };
  while (branches.size() > older_branches_ && is_void(branches.back())) branches.pop_back();
  if (event != forced_event_)
    note({.kind = Branch::Kind::again, .agent = agent, .size = event});
  else if (forced_.stamp != 0)
    branches.push_back(forced_);
}

void GraphSearch::end_execution(std::span<const Waiting> waiting) {
  for (const Waiting& one : waiting) {
    graph().set_initial(one.access.location, one.access.initial);
    const Mark* const mark = mark_of(one.agent);
    for_each_readable(one.agent, one.access, [&](EventIndex write) {
      if (!may_still_read(mark, write)) return true;
      const Update update = one.access.effect_on(graph().value_of(one.access.location, write));
      if (update.effect == Update::Effect::writes) offer_to_others(one.agent, one.access, write);
      return true;
    });
  }
}

// Each read that could read from `write` instead, unless what would be lost with it is also explored without
// it: only one of the graphs that differ in nothing but what is lost does this, that in which all of it reads
// the latest.
void GraphSearch::note_revisits(EventIndex write, Branch revisit) {
  const ExecutionGraph& g = graph();
  for (EventIndex e = g.newest(); e != kNone; e = g[e].older) {
    if (e == write || g.in_prefix(e, write)) continue;
    if (!is_maximal(e, write)) return;
    if (g[e].kind != EventKind::read || g[e].location != g[write].location) continue;
    revisit.victim = e;
    note(revisit);
  }
}

bool GraphSearch::is_maximal(EventIndex e, EventIndex write) {
  const ExecutionGraph& g = graph();
  const Event& event = g[e];
  if (event.kind == EventKind::local) return event.choice == 0;
  if (event.kind == EventKind::read) {
    const EventIndex source = event.source;
    const bool was_there = source == kInitial || g[source].stamp < event.stamp || g.in_prefix(source, write);
    return was_there && !is_overwritten(source, e, write);
  }
  for (EventIndex r = event.newest_reader; r != kNone; r = g[r].older_reader)
    if (g[r].stamp < event.stamp) return false;
  for (const Mark& mark : frame().marks)
    if (mark.write == e) return false;
  return !is_overwritten(e, e, write);
}

// Whether modification order has a write after `from` that was there when `e` was added, or will be.
bool GraphSearch::is_overwritten(EventIndex from, EventIndex e, EventIndex write) {
  const ExecutionGraph& g = graph();
  for (EventIndex w = g.write_after(g[e].location, from); w != kNone; w = g[w].mo_after)
    if (w != write && w != e && (g[w].stamp < g[e].stamp || g.in_prefix(w, write))) return true;
  return false;
}

}  // namespace weft::graph
