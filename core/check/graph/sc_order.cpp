#include "check/graph/sc_order.h"

#include <bit>
#include <functional>

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

class ScOrder {
 public:
  explicit ScOrder(const ExecutionGraph& graph) : graph_(graph), size_(graph.size()) {
    for (EventIndex e = 0; e < size_; ++e)
      if (graph[e].order == Order::seq_cst && (is_access(graph[e]) || is_fence(graph[e]))) sc_.push_back(e);
  }

  bool acyclic() {
    if (sc_.size() < 2) return true;
    compute_relations();
    std::vector<Events> psc;
    for (const EventIndex a : sc_) psc.push_back(successors(a));
    return !has_cycle(psc);
  }

 private:
  void compute_relations() {
    for (EventIndex e = 0; e < size_; ++e) {
      hb_.emplace_back(size_);
      for (EventIndex f = 0; f < size_; ++f)
        if (f != e && graph_.happens_before(e, f)) hb_.back().add(f);
    }
    for (EventIndex e = 0; e < size_; ++e) elsewhere_.push_back(later_elsewhere(e));
    for (EventIndex e = 0; e < size_; ++e) {
      eco_.push_back(extended_coherence(e));
      before_.push_back(sc_before(e));
    }
  }

  // Program order to what is not of the same location.
  Events later_elsewhere(EventIndex e) const {
    Events later(size_);
    for (EventIndex f = 0; f < size_; ++f)
      if (is_later(e, f) && !same_location(graph_[e], graph_[f])) later.add(f);
    return later;
  }

  bool is_later(EventIndex e, EventIndex f) const {
    return graph_[e].agent == graph_[f].agent && graph_[e].position < graph_[f].position;
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

  Events extended_coherence(EventIndex e) const {
    Events later = overwriters(e);
    const Events writes = later;
    writes.for_each([&](EventIndex w) { add_readers(w, later); });
    if (graph_[e].kind == EventKind::write) add_readers(e, later);
    return later;
  }

  Events sc_before(EventIndex e) const {
    Events later = overwriters(e);
    Events after_elsewhere(size_);
    elsewhere_[e].for_each([&](EventIndex f) { after_elsewhere.add_all(hb_[f]); });
    after_elsewhere.for_each([&](EventIndex f) { later.add_all(elsewhere_[f]); });
    for (EventIndex f = 0; f < size_; ++f)
      if (is_later(e, f) || (hb_[e].has(f) && same_location(graph_[e], graph_[f]))) later.add(f);
    return later;
  }

  // psc_base and psc_F.
  Events successors(EventIndex a) const {
    Events start(size_), reached(size_), result(size_);
    start.add(a);
    if (is_fence(graph_[a])) start.add_all(hb_[a]);
    start.for_each([&](EventIndex s) { reached.add_all(before_[s]); });
    for (const EventIndex b : sc_)
      if (reached.has(b) || (is_fence(graph_[b]) && reaches_fence(a, reached, b))) result.add(b);
    return result;
  }

  bool reaches_fence(EventIndex a, const Events& reached, EventIndex b) const {
    bool found = false;
    reached.for_each([&](EventIndex e) { found = found || hb_[e].has(b); });
    if (found || !is_fence(graph_[a])) return found;
    hb_[a].for_each([&](EventIndex e) {
      found = found || e == b;
      eco_[e].for_each([&](EventIndex f) { found = found || hb_[f].has(b); });
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
  std::vector<Events> hb_, elsewhere_, eco_, before_;
};

}  // namespace

bool is_sc_consistent(const ExecutionGraph& graph) {
  return graph.sc_events() < 2 || ScOrder(graph).acyclic();
}

}  // namespace weft::graph
