#include "check/graph/small_program.h"

#include <array>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace weft {
namespace {

using graph::Access;
using graph::AgentNumber;
using graph::EventIndex;
using graph::ExecutionGraph;
using graph::GraphSearch;
using graph::Update;
using oracle::Kind;
using oracle::Operation;

Update add(const Access& access, std::uint64_t seen) {
  return {Update::Effect::writes, seen + access.operand};
}
Update exchange(const Access& access, std::uint64_t) { return {Update::Effect::writes, access.operand}; }
Update compare_exchange(const Access& access, std::uint64_t seen) {
  return seen == access.expected ? Update{Update::Effect::writes, access.operand}
                                 : Update{Update::Effect::only_reads, seen};
}
Update lock(const Access&, std::uint64_t seen) {
  return seen == 0 ? Update{Update::Effect::writes, 1} : Update{Update::Effect::waits, 0};
}
Update unlock(const Access&, std::uint64_t) { return {Update::Effect::writes, 0}; }

Order order_of(oracle::Order order) {
  static constexpr std::array kOrders = {Order::relaxed, Order::acquire, Order::release, Order::acq_rel,
                                         Order::seq_cst};
  return kOrders[static_cast<std::size_t>(order)];
}

Access access_of(const Operation& operation, std::int64_t value) {
  Access access{.order = order_of(operation.order),
                .failure = order_of(operation.failure),
                .location = static_cast<graph::Location>(operation.place),
                .operand = static_cast<std::uint64_t>(value),
                .expected = static_cast<std::uint64_t>(operation.expected)};
  const bool is_mutex = operation.kind == Kind::lock || operation.kind == Kind::unlock;
  if (is_mutex) access.location += oracle::kLocations;
  switch (operation.kind) {
    case Kind::load:
      return access;
    case Kind::store:
      access.kind = Access::Kind::store;
      return access;
    case Kind::fetch_add:
      access.modify = add;
      break;
    case Kind::exchange:
      access.modify = exchange;
      break;
    case Kind::compare_exchange:
      access.modify = compare_exchange;
      break;
    case Kind::lock:
      access.modify = lock;
      access.order = Order::acquire;
      break;
    default:
      access.modify = unlock;
      access.order = Order::release;
  }
  access.kind = Access::Kind::update;
  return access;
}

// One execution of a program.
class Run {
 public:
  Run(const oracle::Program& program, GraphSearch& search)
      : program_(program), search_(search), threads_(program.threads.size()) {
    for (std::size_t t = 0; t < threads_.size(); ++t) skip(t);
  }

  // Whether the memory model allows it.
  bool to_the_end() {
    while (search_.replaying())
      if (!step(search_.next_to_replay()) || !search_.misfit().empty()) return false;
    while (const std::optional<AgentNumber> next = search_.walking() ? any_possible() : lowest_possible())
      step(*next);
    std::vector<GraphSearch::Waiting> waiting;
    for (std::size_t t = 0; t < threads_.size(); ++t)
      if (has_more(t)) waiting.push_back({static_cast<AgentNumber>(t), next_access(t)});
    search_.end_execution(waiting);
    return true;
  }

  oracle::ExecutionClass class_of_it() const {
    oracle::ExecutionClass result;
    const ExecutionGraph& g = std::as_const(search_).graph();
    for (EventIndex e = 0; e < g.size(); ++e)
      if (g[e].kind == graph::EventKind::read && g[e].location < oracle::kLocations)
        result.reads_from.push_back({id_of(e), source_of(g[e].source)});
    for (std::size_t i = 0; i < result.modifications.size(); ++i)
      for (EventIndex w : writes(static_cast<graph::Location>(i)))
        result.modifications[i].push_back(id_of(w));
    for (std::size_t i = 0; i < result.acquisitions.size(); ++i)
      for (EventIndex w : writes(static_cast<graph::Location>(oracle::kLocations + i)))
        if (g[w].value == 1) result.acquisitions[i].push_back(id_of(w));
    for (std::size_t t = 0; t < threads_.size(); ++t)
      if (has_more(t)) result.stuck.push_back({static_cast<int>(t), static_cast<int>(threads_[t].next)});
    return result;
  }

  bool is_complete() const {
    for (std::size_t t = 0; t < threads_.size(); ++t)
      if (has_more(t)) return false;
    return true;
  }

 private:
  struct Thread {
    std::size_t next = 0;
    std::vector<std::int64_t> registers;
    std::vector<int> operations;  // that each of its events is of
  };

  bool has_more(std::size_t t) const { return threads_[t].next < program_.threads[t].size(); }
  const Operation& operation(std::size_t t) const { return program_.threads[t][threads_[t].next]; }
  Access next_access(std::size_t t) const {
    return access_of(operation(t), oracle::value_of(operation(t).value, threads_[t].registers));
  }

  bool is_possible(std::size_t t) {
    return has_more(t) && (operation(t).kind == Kind::fence ||
                           search_.is_possible(static_cast<AgentNumber>(t), next_access(t)));
  }
  std::optional<AgentNumber> lowest_possible() {
    for (std::size_t t = 0; t < threads_.size(); ++t)
      if (is_possible(t)) return static_cast<AgentNumber>(t);
    return std::nullopt;
  }
  std::optional<AgentNumber> any_possible() {
    std::optional<AgentNumber> any;
    std::uint64_t count = 0;
    for (std::size_t t = 0; t < threads_.size(); ++t)
      if (is_possible(t) && search_.draw_below(++count) == 0) any = static_cast<AgentNumber>(t);
    return any;
  }

  bool step(AgentNumber agent) {
    Thread& thread = threads_[agent];
    const Operation& op = operation(agent);
    if (op.kind == Kind::fence) {
      search_.perform(agent, ExecutionGraph::Local{.order = order_of(op.order), .fence = true});
      thread.operations.push_back(static_cast<int>(thread.next));
    } else {
      const GraphSearch::Performed done = search_.perform(agent, next_access(agent));
      if (done.waits || done.inconsistent) return !done.inconsistent;
      for (int part = 0; part < int{done.reads} + int{done.writes}; ++part)
        thread.operations.push_back(static_cast<int>(thread.next));
      if (oracle::returns_value(op.kind)) thread.registers.push_back(static_cast<std::int64_t>(done.seen));
    }
    ++thread.next;
    skip(agent);
    return true;
  }

  // Operations that do not take place.
  void skip(std::size_t t) {
    Thread& thread = threads_[t];
    while (has_more(t) && !oracle::holds(operation(t).guard, thread.registers)) {
      if (oracle::returns_value(operation(t).kind)) thread.registers.push_back(0);
      ++thread.next;
    }
  }

  oracle::OperationId id_of(EventIndex e) const {
    const graph::Event& event = std::as_const(search_).graph()[e];
    return {static_cast<int>(event.agent), threads_[event.agent].operations[event.position]};
  }
  std::optional<oracle::OperationId> source_of(EventIndex write) const {
    if (write == graph::kInitial) return std::nullopt;
    return id_of(write);
  }
  std::vector<EventIndex> writes(graph::Location location) const {
    const ExecutionGraph& g = std::as_const(search_).graph();
    std::vector<EventIndex> result;
    for (EventIndex w = g.last_write(location); w != graph::kInitial; w = g[w].mo_before)
      result.insert(result.begin(), w);
    return result;
  }

  const oracle::Program& program_;
  GraphSearch& search_;
  std::vector<Thread> threads_;
};

void run_once(const oracle::Program& program, GraphSearch& search, Explored& explored,
              const VisitGraph& visit) {
  Run run(program, search);
  if (!run.to_the_end()) return void(++explored.abandoned);
  ++explored.executions;
  if (visit) visit(std::as_const(search).graph());
  ++(run.is_complete() ? explored.classes : explored.deadlocks)[oracle::to_text(run.class_of_it())];
}

}  // namespace

Explored explore(const oracle::Program& program, graph::MemoryModel model, const VisitGraph& visit) {
  Explored explored;
  GraphSearch search(model);
  while (search.begin_execution()) run_once(program, search, explored, visit);
  return explored;
}

Explored draw(const oracle::Program& program, graph::MemoryModel model, std::uint64_t seed, int executions) {
  Explored explored;
  GraphSearch search(model);
  RandomNumbers random(seed);
  for (int i = 0; i < executions; ++i) {
    search.begin_walk(random);
    run_once(program, search, explored, {});
  }
  return explored;
}

std::vector<Explored> explore_in_shards(const oracle::Program& program, graph::MemoryModel model,
                                        std::size_t parts, std::size_t shards) {
  std::vector<Explored> explored(shards);
  GraphSearch search(model);
  std::deque<GraphSearch::Part> open;
  const auto take_parts = [&] {
    for (GraphSearch::Part& part : search.take_parts()) open.push_back(std::move(part));
  };
  for (take_parts(); !open.empty() && open.size() < parts; take_parts()) {
    search.explore_only(std::move(open.front()));
    open.pop_front();
    if (search.begin_execution()) run_once(program, search, explored[0], {});
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    GraphSearch elsewhere(model);
    elsewhere.explore_only(open[i]);
    while (elsewhere.begin_execution()) run_once(program, elsewhere, explored[i % shards], {});
  }
  return explored;
}

std::string follow(const oracle::Program& program, const std::vector<GraphStep>& steps) {
  GraphSearch search(graph::MemoryModel::rc11);
  search.follow(steps);
  Run run(program, search);
  return run.to_the_end() ? oracle::to_text(run.class_of_it()) : search.misfit();
}

}  // namespace weft
