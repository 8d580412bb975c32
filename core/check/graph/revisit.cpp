#include "check/graph/revisit.h"

namespace weft::graph {
namespace {

class PrefixKeeper {
 public:
  PrefixKeeper(ExecutionGraph& graph, EventIndex read, std::vector<EventIndex>& renamed)
      : graph_(graph), read_(read), renamed_(renamed) {}

  void keep(EventIndex write) {
    const ExecutionGraph before = graph_;
    graph_.cut(read_);
    renamed_.assign(before.size() - read_, kNone);
    for (EventIndex e = read_ + 1; e < before.size(); ++e)
      if (e != write && before.in_prefix(e, write)) renamed_[e - read_] = add(before, e);
  }

 private:
  EventIndex name_now(EventIndex e) const { return e == kNone || e < read_ ? e : renamed_[e - read_]; }

  // The last write that is there of those that come before in modification order.
  EventIndex place_now(const ExecutionGraph& before, EventIndex write) const {
    EventIndex after = before[write].mo_before;
    while (after != kInitial && name_now(after) == kNone) after = before[after].mo_before;
    return name_now(after);
  }

  EventIndex add(const ExecutionGraph& before, EventIndex e) {
    const Event& event = before[e];
    switch (event.kind) {
      case EventKind::read: {
        const EventIndex read =
            graph_.add_read(event.agent, event.location, event.order, name_now(event.source), event.stamp);
        graph_.describe_read(read, event.other_order, event.rejected);
        return read;
      }
      case EventKind::write:
        return graph_.add_write(event.agent, event.location, event.order, event.value, place_now(before, e),
                                event.exclusive, event.stamp);
      default:
        return graph_.add_local(event.agent,
                                {.order = event.order,
                                 .fence = event.fence,
                                 .choice = event.choice,
                                 .source = name_now(event.source),
                                 .synchronises = event.synchronises,
                                 .starts = event.starts},
                                event.stamp);
    }
  }

  ExecutionGraph& graph_;
  const EventIndex read_;
  std::vector<EventIndex>& renamed_;
};

}  // namespace

void keep_prefix(ExecutionGraph& graph, EventIndex read, EventIndex write, std::vector<EventIndex>& renamed) {
  PrefixKeeper(graph, read, renamed).keep(write);
}

}  // namespace weft::graph
