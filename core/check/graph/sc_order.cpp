#include "check/graph/sc_order.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <optional>
#include <vector>

namespace weft::graph {
namespace {

// A set of events.
class Events {
 public:
  explicit Events(std::size_t size) : words_((size + 63) / 64, 0) {}
  void add(EventIndex e) { words_[e / 64] |= std::uint64_t{1} << (e % 64); }
  bool has(EventIndex e) const { return (words_[e / 64] >> (e % 64) & 1) != 0; }
  void add_all(const Events& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  bool meets(const Events& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      if ((words_[i] & other.words_[i]) != 0) return true;
    return false;
  }
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      for (std::uint64_t rest = words_[i]; rest != 0; rest &= rest - 1)
        visit(static_cast<EventIndex>(i * 64 + static_cast<std::size_t>(std::countr_zero(rest))));
  }

 private:
  std::vector<std::uint64_t> words_;
};

bool is_access(const Event& e) { return e.kind != EventKind::local; }
bool is_fence(const Event& e) { return e.kind == EventKind::local && e.fence; }
bool same_location(const Event& a, const Event& b) {
  return is_access(a) && is_access(b) && a.location == b.location;
}

// Relations as sets of successors, each found out when it is first asked for: most events have no part in the
// order of those that are sequentially consistent.
class ScOrder {
 public:
  explicit ScOrder(const ExecutionGraph& graph)
      : graph_(graph), size_(graph.size()), hb_(size_), elsewhere_(size_), eco_(size_), before_(size_) {
    for (EventIndex e = 0; e < size_; ++e) {
      if (graph[e].agent >= agents_.size()) agents_.resize(graph[e].agent + 1);
      agents_[graph[e].agent].push_back(e);
      if (graph[e].order == Order::seq_cst && (is_access(graph[e]) || is_fence(graph[e]))) sc_.push_back(e);
    }
  }

  bool acyclic() {
    if (sc_.size() < 2) return true;
    std::vector<Events> psc;
    for (const EventIndex a : sc_) psc.push_back(successors(a));
    return !has_cycle(psc);
  }

 private:
  using Relation = std::vector<std::optional<Events>>;

  // In each agent, what comes after `e` is all that comes after the first of it.
  const Events& hb(EventIndex e) {
    if (hb_[e]) return *hb_[e];
    Events& later = hb_[e].emplace(size_);
    for (const std::vector<EventIndex>& events : agents_) {
      const auto first = std::partition_point(
          events.begin(), events.end(), [&](EventIndex f) { return f == e || !graph_.happens_before(e, f); });
      for (auto f = first; f != events.end(); ++f) later.add(*f);
    }
    return later;
  }

  template <class Visit>
  void for_each_later(EventIndex e, Visit visit) const {
    const std::vector<EventIndex>& events = agents_[graph_[e].agent];
    for (std::size_t i = graph_[e].position + 1; i < events.size(); ++i) visit(events[i]);
  }

  // Program order to what is not of the same location.
  const Events& elsewhere(EventIndex e) {
    if (elsewhere_[e]) return *elsewhere_[e];
    Events& later = elsewhere_[e].emplace(size_);
    for_each_later(e, [&](EventIndex f) {
      if (!same_location(graph_[e], graph_[f])) later.add(f);
    });
    return later;
  }

  // Writes that modification order puts after the one that `e` is or reads from: mo or from-reads.
  Events overwriters(EventIndex e) const {
    Events later(size_);
    if (!is_access(graph_[e])) return later;
    const EventIndex from = graph_[e].kind == EventKind::write ? e : graph_[e].source;
    for (EventIndex w = graph_.write_after(graph_[e].location, from); w != kNone; w = graph_[w].mo_after)
      if (w != e) later.add(w);
    return later;
  }

  void add_readers(EventIndex write, Events& into) const {
    for (EventIndex r = graph_[write].newest_reader; r != kNone; r = graph_[r].older_reader) into.add(r);
  }

  const Events& extended_coherence(EventIndex e) {
    if (eco_[e]) return *eco_[e];
    const Events writes = overwriters(e);
    Events& later = eco_[e].emplace(writes);
    writes.for_each([&](EventIndex w) { add_readers(w, later); });
    if (graph_[e].kind == EventKind::write) add_readers(e, later);
    return later;
  }

  const Events& sc_before(EventIndex e) {
    if (before_[e]) return *before_[e];
    Events& later = before_[e].emplace(overwriters(e));
    Events after_elsewhere(size_);
    elsewhere(e).for_each([&](EventIndex f) { after_elsewhere.add_all(hb(f)); });
    after_elsewhere.for_each([&](EventIndex f) { later.add_all(elsewhere(f)); });
    for_each_later(e, [&](EventIndex f) { later.add(f); });
    hb(e).for_each([&](EventIndex f) {
      if (same_location(graph_[e], graph_[f])) later.add(f);
    });
    return later;
  }

  // psc_base and psc_F.
  Events successors(EventIndex a) {
    Events start(size_), reached(size_), result(size_);
    start.add(a);
    if (is_fence(graph_[a])) start.add_all(hb(a));
    start.for_each([&](EventIndex s) { reached.add_all(sc_before(s)); });
    for (const EventIndex b : sc_)
      if (reached.has(b) || (is_fence(graph_[b]) && reaches_fence(a, reached, b))) result.add(b);
    return result;
  }

  bool reaches_fence(EventIndex a, const Events& reached, EventIndex b) {
    bool found = false;
    reached.for_each([&](EventIndex e) { found = found || graph_.happens_before(e, b); });
    if (found || !is_fence(graph_[a])) return found;
    hb(a).for_each([&](EventIndex e) {
      found = found || e == b;
      if (!found) extended_coherence(e).for_each([&](EventIndex f) { found = found || hb(f).has(b); });
    });
    return found;
  }

  bool has_cycle(const std::vector<Events>& psc) const {
    std::vector<std::uint8_t> state(sc_.size(), 0);  // 1: on the path, 2: done
    const std::function<bool(std::size_t)> visit = [&](std::size_t i) {
      state[i] = 1;
      for (std::size_t j = 0; j < sc_.size(); ++j)
        if (psc[i].has(sc_[j]) && (state[j] == 1 || (state[j] == 0 && visit(j)))) return true;
      state[i] = 2;
      return false;
    };
    for (std::size_t i = 0; i < sc_.size(); ++i)
      if (state[i] == 0 && visit(i)) return true;
    return false;
  }

  const ExecutionGraph& graph_;
  const EventIndex size_;
  std::vector<EventIndex> sc_;
  std::vector<std::vector<EventIndex>> agents_;  // their events in program order
  Relation hb_, elsewhere_, eco_, before_;
};

}  // namespace

bool is_sc_consistent(const ExecutionGraph& graph) {
  return graph.sc_events() < 2 || ScOrder(graph).acyclic();
}

}  // namespace weft::graph
