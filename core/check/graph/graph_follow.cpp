// GraphSearch: led along the steps of a schedule instead of exploring.
#include "check/graph/graph_search.h"
#include "check/graph/sc_order.h"

namespace weft::graph {
namespace {

using Detail = GraphStep::Detail;

// What a step asks for where the agent does something else.
const char* misplaced(Detail detail) {
  switch (detail) {
    case Detail::reads:
      return "it reads nothing there";
    case Detail::writes:
      return "it makes no store there";
    default:
      return "it has no choice there";
  }
}

}  // namespace

void GraphSearch::follow(std::span<const GraphStep> steps) {
  depth_ = 0;
  new_frame().graph = ExecutionGraph(model_);
  cursor_ = 0;
  is_anew_ = true;
  is_forced_ = diverged_ = false;
  forced_event_ = kNone;
  steps_ = steps;
  random_ = nullptr;
  misfit_.clear();
}

void GraphSearch::refuse(std::string why) {
  misfit_ = std::move(why);
  diverged_ = true;
}

bool GraphSearch::expects_only(Detail detail) {
  const Detail wanted = steps_.front().detail;
  if (wanted == Detail::none || wanted == detail) return true;
  refuse(misplaced(wanted));
  return false;
}

// The write that so many newer ones stand behind, unless the agent knows of one of those.
std::optional<EventIndex> GraphSearch::readable(AgentNumber agent, const Access& access,
                                                std::uint32_t newer) const {
  const ExecutionGraph& g = graph();
  const bool strong = is_strong(access);
  EventIndex write = g.last_write(access.location);
  for (; newer > 0; --newer, write = g[write].mo_before)
    if (g.knows(agent, access.location, write, strong)) return std::nullopt;
  return write;
}

GraphSearch::Performed GraphSearch::do_step(AgentNumber agent, const Access& access) {
  const GraphStep step = steps_.front();
  const bool stores = access.kind == Access::Kind::store;
  if (!expects_only(stores ? Detail::writes : Detail::reads)) return {};
  const std::optional<EventIndex> write = readable(agent, access, step.number);
  if (!write) {
    refuse(stores ? "its store cannot stand so early" : "it cannot read a store so old");
    return {};
  }
  const Update update = access.effect_on(graph().value_of(access.location, *write));
  const bool writes = update.effect == Update::Effect::writes;
  if (update.effect == Update::Effect::waits) {
    refuse("it has to wait there");
    return {};
  }
  if (writes && graph().is_taken(access.location, *write)) {
    refuse("another read-modify-write has taken that place");
    return {};
  }
  const bool examine = step.number > 0 && !is_strong(access);
  const Performed performed = take_step(agent, access, *write);
  if (examine && !is_sc_consistent(graph())) refuse("the memory model forbids that");
  if (misfit_.empty()) steps_ = steps_.subspan(1);
  return performed;
}

GraphSearch::Performed GraphSearch::take_step(AgentNumber agent, const Access& access, EventIndex write) {
  switch (access.kind) {
    case Access::Kind::load:
      return load_from(agent, access, write);
    case Access::Kind::store:
      return store_after(agent, access, write);
    default:
      return update_from(agent, access, write);
  }
}

std::uint32_t GraphSearch::take_way(std::uint32_t count) {
  const std::uint32_t number = steps_.front().number;
  if (!expects_only(Detail::takes)) return 0;
  if (number >= count) {
    refuse("there are only " + std::to_string(count) + " ways to go on there");
    return 0;
  }
  steps_ = steps_.subspan(1);
  return number;
}

void GraphSearch::take_local() {
  if (expects_only(Detail::none)) steps_ = steps_.subspan(1);
}

}  // namespace weft::graph
