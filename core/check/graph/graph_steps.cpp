#include "check/graph/graph_steps.h"

#include <algorithm>
#include <map>

namespace weft::graph {
namespace {

bool is_second_half(const ExecutionGraph& g, EventIndex e) {
  return g[e].kind == EventKind::write && g[e].exclusive;
}

// The write of an update, which is there as soon as its read is; else the event itself.
EventIndex step_of(const ExecutionGraph& g, EventIndex e) { return is_second_half(g, e) ? g[e].before : e; }

// Places events, of each agent the next one that has what it needs.
class Ordering {
 public:
  Ordering(const ExecutionGraph& graph, EventIndex size) : g_(graph), size_(size), placed_(size, false) {
    for (EventIndex e = 0; e < size_; ++e) {
      if (is_second_half(g_, e)) continue;
      if (g_[e].agent >= next_.size()) next_.resize(g_[e].agent + 1, 0), events_.resize(g_[e].agent + 1);
      events_[g_[e].agent].push_back(e);
    }
  }

  std::vector<EventIndex> order() {
    const EventIndex last = step_of(g_, size_ - 1);
    AgentNumber agent = 0;
    for (EventIndex e = best(agent, last); e != kNone; e = best(agent, last)) {
      place(e);
      agent = g_[e].agent;
    }
    place(last);
    return order_;
  }

 private:
  // What comes next: goes on with `agent` where nothing speaks against it, else what least does.
  EventIndex best(AgentNumber agent, EventIndex last) const {
    EventIndex found = kNone;
    std::size_t least = 0;
    for (std::size_t i = 0; i < next_.size(); ++i) {
      const auto candidate = static_cast<AgentNumber>((agent + i) % next_.size());
      if (next_[candidate] == events_[candidate].size()) continue;
      const EventIndex e = events_[candidate][next_[candidate]];
      if (e == last || !can_be(e)) continue;
      const std::size_t broken = count_broken(e);
      if (found == kNone || broken < least) found = e, least = broken;
      if (least == 0) return found;
    }
    return found;
  }

  bool is_placed(EventIndex e) const { return e == kNone || placed_[step_of(g_, e)]; }

  bool can_be(EventIndex e) const {
    return is_placed(g_[e].before) && (g_[e].kind == EventKind::write || is_placed(g_[e].source));
  }

  bool is_missing(EventIndex e) const { return e < size_ && !is_placed(e); }

  // What would come too late: writes that modification order has before its own, and reads of those.
  std::size_t count_broken(EventIndex e) const {
    const bool updates = e + 1 < size_ && is_second_half(g_, e + 1);
    if (g_[e].kind != EventKind::write && !updates) return 0;
    std::size_t count = 0;
    const EventIndex write = updates ? e + 1 : e;
    EventIndex earlier = g_[write].mo_before;
    for (; earlier != kInitial; earlier = g_[earlier].mo_before)
      count += is_missing(earlier) + missing_readers(earlier, e);
    return count + missing_readers(g_.newest_reader(g_[write].location, kInitial), e, 0);
  }

  std::size_t missing_readers(EventIndex write, EventIndex but) const {
    return missing_readers(g_[write].newest_reader, but, 0);
  }
  std::size_t missing_readers(EventIndex reader, EventIndex but, std::size_t count) const {
    for (; reader != kNone; reader = g_[reader].older_reader) count += reader != but && is_missing(reader);
    return count;
  }

  void place(EventIndex e) {
    placed_[e] = true;
    order_.push_back(e);
    ++next_[g_[e].agent];
  }

  const ExecutionGraph& g_;
  const EventIndex size_;
  std::vector<bool> placed_;
  std::vector<std::size_t> next_;                // of each agent, among
  std::vector<std::vector<EventIndex>> events_;  // its events
  std::vector<EventIndex> order_;
};

// Makes steps of events, one after the other.
class Steps {
 public:
  explicit Steps(const ExecutionGraph& graph) : g_(graph), is_there_(graph.size(), false) {}

  GraphStep next(EventIndex e) {
    const Event& event = g_[e];
    if (event.starts != kNone) names_[event.starts] = ++started_;
    const auto named = names_.find(event.agent);
    GraphStep step{.agent = AgentId(named == names_.end() ? event.agent : named->second)};
    if (event.kind == EventKind::read)
      tell(step, GraphStep::Detail::reads, newer_than(event.location, event.source));
    else if (event.kind == EventKind::write)
      tell(step, GraphStep::Detail::writes, newer_than(event.location, e));
    else
      tell(step, GraphStep::Detail::takes, event.choice);
    is_there_[e] = true;
    if (e + 1 < g_.size() && is_second_half(g_, e + 1)) is_there_[e + 1] = true;
    return step;
  }

 private:
  static void tell(GraphStep& step, GraphStep::Detail detail, std::uint32_t number) {
    if (number > 0) step.detail = detail, step.number = number;
  }

  std::uint32_t newer_than(Location location, EventIndex write) const {
    std::uint32_t count = 0;
    for (EventIndex w = g_.write_after(location, write); w != kNone; w = g_[w].mo_after)
      count += is_there_[w];
    return count;
  }

  const ExecutionGraph& g_;
  std::vector<bool> is_there_;
  std::map<AgentNumber, std::uint32_t> names_;  // of those that were started
  std::uint32_t started_ = 0;
};

}  // namespace

std::vector<EventIndex> order_of_graph(const ExecutionGraph& graph, EventIndex size) {
  std::vector<EventIndex> order;
  for (EventIndex e = 0; e < size; ++e)
    if (!is_second_half(graph, e)) order.push_back(e);
  return order;
}

std::vector<EventIndex> order_with_few_old_reads(const ExecutionGraph& graph, EventIndex size) {
  return size == 0 ? std::vector<EventIndex>{} : Ordering(graph, size).order();
}

std::vector<GraphStep> steps_of(const ExecutionGraph& graph, std::span<const EventIndex> order,
                                std::span<const EventIndex> twice) {
  std::vector<GraphStep> steps;
  Steps names(graph);
  for (const EventIndex e : order) {
    steps.push_back(names.next(e));
    if (std::find(twice.begin(), twice.end(), e) != twice.end()) steps.push_back(steps.back());
  }
  return steps;
}

std::size_t count_weak(const std::vector<GraphStep>& steps) {
  return static_cast<std::size_t>(std::count_if(steps.begin(), steps.end(), [](const GraphStep& step) {
    return step.detail == GraphStep::Detail::reads || step.detail == GraphStep::Detail::writes;
  }));
}

}  // namespace weft::graph
