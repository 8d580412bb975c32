#include "check/oracle/axioms.h"

#include <algorithm>

namespace weft::oracle {
namespace {

using Type = Event::Type;

bool is_read(const Event& event) { return event.type == Type::read; }
bool is_write(const Event& event) { return event.type == Type::write; }
bool is_fence(const Event& event) { return event.type == Type::fence; }
bool is_seq_cst(const Event& event) { return event.order == Order::seq_cst; }
bool is_seq_cst_fence(const Event& event) { return is_fence(event) && is_seq_cst(event); }
bool is_acquire(const Event& event) {
  return event.order == Order::acquire || event.order == Order::acq_rel || is_seq_cst(event);
}
bool is_release(const Event& event) {
  return event.order == Order::release || event.order == Order::acq_rel || is_seq_cst(event);
}

// [S]: the identity on the events of S.
Relation id(const Graph& graph, bool (*is_member)(const Event&)) {
  const int size = static_cast<int>(graph.events.size());
  Relation result(size);
  for (int a = 0; a < size; ++a)
    if (is_member(graph.events[a])) result.add(a, a);
  return result;
}

Relation same_place(const Graph& graph) {
  const int size = static_cast<int>(graph.events.size());
  Relation result(size);
  for (int a = 0; a < size; ++a)
    for (int b = 0; b < size; ++b)
      if (graph.events[a].place != kNoPlace && graph.events[a].place == graph.events[b].place)
        result.add(a, b);
  return result;
}

// Reads-before (from-read): what is overwritten by a write has been read before it.
Relation reads_before(const Graph& graph) { return seq(inverse(graph.rf), graph.mo); }

Relation synchronizes_with(const Graph& graph) {
  const Relation fence = id(graph, is_fence);
  const Relation release_sequence = seq(id(graph, is_write), optional(plus(seq(graph.rf, graph.rmw))));
  return seq(id(graph, is_release), optional(seq(fence, graph.po)), release_sequence, graph.rf,
             id(graph, is_read), optional(seq(graph.po, fence)), id(graph, is_acquire));
}

bool is_atomic(const Graph& graph, const Relation& rb) { return (graph.rmw & seq(rb, graph.mo)).empty(); }

// The partial order that seq_cst accesses and fences must agree with.
bool has_seq_cst_order(const Graph& graph, const Relation& hb, const Relation& rb, const Relation& eco) {
  if (std::none_of(graph.events.begin(), graph.events.end(), is_seq_cst)) return true;  // then psc is empty
  const Relation same = same_place(graph);
  const Relation other = graph.po - same;
  const Relation scb = graph.po | seq(other, hb, other) | (hb & same) | graph.mo | rb;
  const Relation event = id(graph, is_seq_cst), fence = id(graph, is_seq_cst_fence);
  const Relation psc_base = seq(event | seq(fence, optional(hb)), scb, event | seq(optional(hb), fence));
  const Relation psc_fences = seq(fence, hb | seq(hb, eco, hb), fence);
  return acyclic(psc_base | psc_fences);
}

}  // namespace

bool is_consistent_in_sc(const Graph& graph) {
  const Relation rb = reads_before(graph);
  return acyclic(graph.po | graph.rf | graph.mo | rb) && is_atomic(graph, rb);
}

bool is_consistent_in_rc11(const Graph& graph) {
  const Relation rb = reads_before(graph);
  const Relation eco = plus(graph.rf | graph.mo | rb);
  const Relation hb = plus(graph.po | synchronizes_with(graph));
  return seq(hb, optional(eco)).irreflexive() && is_atomic(graph, rb) && acyclic(graph.po | graph.rf) &&
         has_seq_cst_order(graph, hb, rb, eco);
}

}  // namespace weft::oracle
