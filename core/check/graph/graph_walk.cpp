// GraphSearch: one graph drawn at random instead of exploring all.
#include <utility>

#include "check/graph/graph_search.h"
#include "check/graph/sc_order.h"

namespace weft::graph {

void GraphSearch::begin_walk(RandomNumbers& random) {
  depth_ = 0;
  new_frame().graph = ExecutionGraph(model_);
  cursor_ = 0;
  is_forced_ = diverged_ = false;
  forced_event_ = kNone;
  steps_ = {};
  random_ = &random;
}

// What coherence lets it read, or follow, newest first.
void GraphSearch::find_readable(AgentNumber agent, const Access& access) {
  const ExecutionGraph& g = std::as_const(*this).graph();
  const bool strong = is_strong(access);
  const Mark* const mark = mark_of(agent);
  readable_.clear();
  for (EventIndex write = g.last_write(access.location);; write = g[write].mo_before) {
    const Update update = access.effect_on(g.value_of(access.location, write));
    const bool writes = update.effect == Update::Effect::writes;
    if (may_still_read(mark, write) && update.effect != Update::Effect::waits &&
        !(writes && g.is_taken(access.location, write)))
      readable_.push_back(write);
    if (g.knows(agent, access.location, write, strong)) return;
  }
}

bool GraphSearch::is_consistent_with(AgentNumber agent, const Access& access, EventIndex write) {
  ExecutionGraph& g = graph();
  if (is_strong(access) || write == g.last_write(access.location)) return true;
  const EventIndex size = g.size();
  const Update update = access.effect_on(g.value_of(access.location, write));
  const bool writes = update.effect == Update::Effect::writes;
  if (access.kind != Access::Kind::store) g.add_read(agent, access.location, access.order_if(writes), write);
  if (writes)
    g.add_write(agent, access.location, access.order, update.value, write,
                access.kind == Access::Kind::update);
  const bool consistent = is_sc_consistent(g);
  g.cut(size);
  return consistent;
}

// In every other case the newest, as sequential consistency would have it, so that what happens there is not
// drowned; else any.
GraphSearch::Performed GraphSearch::walk(AgentNumber agent, const Access& access) {
  find_readable(agent, access);
  bool any = random_->below(2) == 0;
  while (!readable_.empty()) {
    const auto at = static_cast<std::ptrdiff_t>(any ? random_->below(readable_.size()) : 0);
    const EventIndex write = readable_[static_cast<std::size_t>(at)];
    if (is_consistent_with(agent, access, write)) return take_step(agent, access, write);
    readable_.erase(readable_.begin() + at);
    any = true;
  }
  return wait(agent, kNone, graph().next_stamp());
}

}  // namespace weft::graph
