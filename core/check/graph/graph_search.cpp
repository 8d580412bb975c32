// GraphSearch: what the next execution is led along.
#include "check/graph/graph_search.h"

#include <algorithm>
#include <utility>

#include "check/graph/revisit.h"
#include "check/graph/sc_order.h"
#include "contract/check.h"

namespace weft::graph {

GraphSearch::Frame& GraphSearch::new_frame() {
  if (depth_ == frames_.size()) frames_.emplace_back(model_);
  Frame& fresh = frames_[depth_++];
  fresh.branches.clear();
  fresh.marks.clear();
  fresh.shared = 0;
  return fresh;
}

bool GraphSearch::begin_execution() {
  cursor_ = 0;
  random_ = nullptr;
  is_forced_ = false;
  forced_event_ = kNone;
  if (frames_.empty()) {
    is_anew_ = false;
    new_frame();
    older_branches_ = 0;
    return true;
  }
  unchanged_ = std::exchange(is_anew_, false) || depth_ == 0 ? 0 : graph().size();
  while (depth_ > 0) {
    if (frame().branches.empty()) {
      unchanged_ = std::min(unchanged_, frame().shared);
      --depth_;
      continue;
    }
    const Branch branch = frame().branches.back();
    frame().branches.pop_back();
    if (!take(branch)) continue;
    older_branches_ = frame().branches.size();
    return true;
  }
  return false;
}

bool GraphSearch::take(const Branch& branch) {
  switch (branch.kind) {
    case Branch::Kind::revisit:
      take_revisit(branch);
      return false;
    case Branch::Kind::revisit_place:
      return take_revisit_place(branch);
    default:
      cut(branch.size);
      frame().marks.resize(branch.marks);
      if (branch.kind != Branch::Kind::again) force(branch);
      return true;
  }
}

void GraphSearch::cut(EventIndex size) {
  graph().cut(size);
  unchanged_ = std::min(unchanged_, size);
}

void GraphSearch::note(Branch branch) {
  branch.marks = frame().marks.size();
  frame().branches.push_back(branch);
}

void GraphSearch::force(const Branch& branch) {
  forced_ = branch;
  is_forced_ = true;
}

// The write that the read is to read from, added once more, as its place does not matter yet.
EventIndex GraphSearch::add_revisitor(ExecutionGraph& g, const Branch& branch) {
  const Access& access = branch.access;
  if (access.kind == Access::Kind::store)
    return g.add_write(branch.agent, access.location, access.order, access.operand,
                       g.last_write(access.location), false);
  const EventIndex read = g.add_read(branch.agent, access.location, access.order, branch.write);
  g.describe_read(read, access.failure, access.rejected);
  const std::uint64_t value = access.modify(access, g[read].value).value;
  return g.add_write(branch.agent, access.location, access.order, value, branch.write, true);
}

// Makes the graph without the revisited read and what depends on it, and notes where its new write may be
// placed.
void GraphSearch::take_revisit(const Branch& branch) {
  Frame& fresh = new_frame();
  Frame& old = frames_[depth_ - 2];
  ExecutionGraph& before = old.graph;
  fresh.marks.assign(old.marks.begin(), old.marks.begin() + static_cast<std::ptrdiff_t>(branch.marks));
  before.cut(branch.size);  // what else is to be explored of it is not larger
  const EventIndex write = add_revisitor(before, branch);
  Branch place{.kind = Branch::Kind::revisit_place};
  place.revisitor = before[write];
  place.revisited = before[branch.victim];
  std::erase_if(fresh.marks, [&](const Mark& mark) {
    return mark.stamp > place.revisited.stamp && !before.in_prefix(mark.agent, mark.position, write);
  });
  keep_prefix(before, fresh.graph, branch.victim, write, renamed_);
  before.cut(branch.size);
  fresh.shared = branch.victim;
  unchanged_ = std::min(unchanged_, branch.victim);
  const auto name_now = [&](EventIndex e) {
    return e == kNone || e < branch.victim ? e : renamed_[e - branch.victim];
  };
  std::erase_if(fresh.marks, [&](Mark& mark) {
    return mark.write != kNone && (mark.write = name_now(mark.write)) == kNone;
  });
  place.size = fresh.graph.size();
  place.write = name_now(branch.write);
  note_places(place, branch.access.kind == Access::Kind::update);
}

// The new write may come after any other that leaves nothing later known to its agent or to the one that
// reads it.
void GraphSearch::note_places(Branch place, bool exclusive) {
  ExecutionGraph& g = graph();
  const Location location = place.revisitor.location;
  const EventIndex only = place.write;
  const bool strong_write = g.is_strong() && g.makes_strong(place.revisitor.order);
  const bool strong_read = is_strong_revisit(place.revisited, place.revisitor);
  for (EventIndex after = g.last_write(location);; after = g[after].mo_before) {
    if ((!exclusive || after == only) && !g.is_taken(location, after)) {
      place.write = after;
      note(place);
    }
    if ((exclusive && after == only) || g.knows(place.revisitor.agent, location, after, strong_write) ||
        g.knows(place.revisited.agent, location, after, strong_read))
      return;
  }
}

// Whether an update writes, and so its order, is known only when the agent is there again.
bool GraphSearch::is_strong_revisit(const Event& read, const Event& write) const {
  const ExecutionGraph& g = graph();
  return g.is_strong() && g.makes_strong(write.order) && g.makes_strong(read.order) &&
         g.makes_strong(read.other_order);
}

bool GraphSearch::allows_revisit(const Event& read, EventIndex write) {
  ExecutionGraph& g = graph();
  if (is_strong_revisit(read, g[write])) return true;
  bool allowed = false;
  for (const Order order : {read.order, read.other_order}) {
    g.add_read(read.agent, read.location, order, write, read.stamp);
    allowed = allowed || is_sc_consistent(g);
    g.cut(write + 1);
  }
  return allowed;
}

bool GraphSearch::take_revisit_place(const Branch& branch) {
  ExecutionGraph& g = graph();
  cut(branch.size);
  const Event& write = branch.revisitor;
  const Event& read = branch.revisited;
  const EventIndex e = g.add_write(write.agent, write.location, write.order, write.value, branch.write,
                                   write.exclusive, write.stamp);
  frame().marks.resize(branch.marks);
  if (!allows_revisit(read, e)) return false;
  force({.kind = Branch::Kind::source,
         .agent = read.agent,
         .size = g.size(),
         .marks = branch.marks,
         .write = e,
         .stamp = read.stamp,
         .examine = !is_strong_revisit(read, g[e])});
  return true;
}

}  // namespace weft::graph
