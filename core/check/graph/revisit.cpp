#include "check/graph/revisit.h"

namespace weft::graph {
namespace {

class PrefixKeeper {
 public:
  PrefixKeeper(const ExecutionGraph& before, ExecutionGraph& graph, EventIndex read,
               std::vector<EventIndex>& renamed)
      : before_(before), graph_(graph), read_(read), renamed_(renamed) {}

  void keep(EventIndex write) {
    graph_ = before_;
    graph_.cut(read_);
    renamed_.assign(before_.size() - read_, kNone);
    for (EventIndex e = read_ + 1; e < before_.size(); ++e)
      if (e != write && before_.in_prefix(e, write)) renamed_[e - read_] = add(e);
  }

 private:
  EventIndex name_now(EventIndex e) const { return e == kNone || e < read_ ? e : renamed_[e - read_]; }

  // The last write that is there of those that come before in modification order.
  EventIndex place_now(EventIndex write) const {
    EventIndex after = before_[write].mo_before;
    while (after != kInitial && name_now(after) == kNone) after = before_[after].mo_before;
    return name_now(after);
  }

  EventIndex add(EventIndex e) {
    const Event& event = before_[e];
    switch (event.kind) {
      case EventKind::read: {
        const EventIndex read =
            graph_.add_read(event.agent, event.location, event.order, name_now(event.source), event.stamp);
        graph_.describe_read(read, event.other_order, event.rejected);
        return read;
      }
      case EventKind::write:
        return graph_.add_write(event.agent, event.location, event.order, event.value, place_now(e),
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

  const ExecutionGraph& before_;
  ExecutionGraph& graph_;
  const EventIndex read_;
  std::vector<EventIndex>& renamed_;
};

}  // namespace

void keep_prefix(const ExecutionGraph& before, ExecutionGraph& graph, EventIndex read, EventIndex write,
                 std::vector<EventIndex>& renamed) {
  PrefixKeeper(before, graph, read, renamed).keep(write);
}

}  // namespace weft::graph
