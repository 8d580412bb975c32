// GraphSearch: what is left to explore, divided.
#include <utility>

#include "check/graph/graph_search.h"

namespace weft::graph {

GraphSearch::Part GraphSearch::part_of(const Frame& frame, const Branch& branch, MemoryModel model) {
  Part part(model);
  Frame& own = part.frame_;
  own.graph = frame.graph;
  own.graph.cut(branch.size);
  own.marks.assign(frame.marks.begin(), frame.marks.begin() + static_cast<std::ptrdiff_t>(branch.marks));
  own.branches = {branch};
  return part;
}

std::vector<GraphSearch::Part> GraphSearch::take_parts() {
  if (frames_.empty()) {
    new_frame();
    note({.kind = Branch::Kind::again});
  }
  std::vector<Part> parts;
  for (; depth_ > 0; --depth_)
    for (auto branch = frame().branches.rbegin(); branch != frame().branches.rend(); ++branch)
      parts.push_back(part_of(frame(), *branch, model_));
  return parts;
}

void GraphSearch::explore_only(Part part) {
  depth_ = 0;
  is_anew_ = true;
  new_frame() = std::move(part.frame_);
}

}  // namespace weft::graph
