#include "check/graph_driver.h"

#include <algorithm>

#include "check/execution.h"
#include "check/graph/graph_steps.h"
#include "check/graph/linear_order.h"
#include "check/graph/simplest_order.h"
#include "check/graph/weak_accesses.h"
#include "check/object_updates.h"

namespace weft {
namespace {

using graph::Access;
using graph::EventIndex;
using graph::ExecutionGraph;

// Operations that order nothing, and that nobody sees.
bool is_event(const Operation& operation) {
  switch (operation.op) {
    case Op::start:
    case Op::yield:
    case Op::sleep:
    case Op::detach:
    case Op::read:
    case Op::write:
      return operation.ways > 0;
    case Op::finish:
      return !operation.is_last;
    default:
      return true;
  }
}

bool is_access(const Operation& operation) {
  if (operation.ways > 0 || operation.queued) return false;
  return operation.object != nullptr && operation.op != Op::barrier_leave;
}

bool reads_memory(const Operation& operation) {
  return operation.access != nullptr && operation.access->kind != Access::Kind::store &&
         operation.op != Op::fence;
}

}  // namespace

bool GraphDriver::begin_execution() {
  is_led_ = false;
  return search_.begin_execution();
}

void GraphDriver::follow(std::span<const GraphStep> steps) {
  is_led_ = true;
  search_.follow(steps);
}

void GraphDriver::begin_walk(RandomNumbers& random) {
  is_led_ = true;
  search_.begin_walk(random);
}

void GraphDriver::start_run() {
  ++run_;
  located_.clear();
  times_.clear();
  performed_.clear();
  recorded_.clear();
  looks_.begin_execution();
  inconsistent_ = false;
  finding_ = LoopWatch::Finding::nothing;
}

void GraphDriver::go_back_to(const Point& point) {
  search_.go_on_after(point.events);
  times_.resize(point.times);
  performed_.resize(point.performed);
  recorded_.clear();
  for (; located_.size() > point.located; located_.pop_back()) --located_.back()->used;
  inconsistent_ = false;
  finding_ = LoopWatch::Finding::nothing;
}

void GraphDriver::start_over() { search_ = graph::GraphSearch(model_); }

LoopWatch::Finding GraphDriver::watch_loops(Execution& execution, std::uintptr_t site, Object& object,
                                            Access& access) {
  Agent& agent = execution.self();
  agent.state_at_read = 0;
  if (following()) return LoopWatch::Finding::nothing;
  agent.state_at_read = loops_.wants_state(site, agent.reads) ? execution.state_here() : 0;
  locate(object);
  finding_ = loops_.look(site, object.location, agent.state_at_read, agent.reads);
  if (walking()) finding_ = LoopWatch::Finding::nothing;  // it goes on: what was learnt holds from here
  if (finding_ == LoopWatch::Finding::new_value) {
    const EventIndex last = agent.reads.back().event;
    last == graph::kNone ? looks_.refute(agent.id.value) : search_.repeat_from(last);
  }
  if (agent.state_at_read != 0)
    access.rejected = loops_.rejected(agent.state_at_read, object.location, agent.reads);
  access.location = object.location;
  agent.looks_ahead = finding_ == LoopWatch::Finding::nothing && !is_led_ &&
                      looks_.leaves_out(read_of(agent, site), access, loops_);
  return finding_;
}

LookAhead::Read GraphDriver::read_of(const Agent& agent, std::uintptr_t site) const {
  return {agent.id.value, site, agent.state_at_read, LoopWatch::way(agent.reads), agent.plain_run == 0};
}

void GraphDriver::note_look(Agent& agent, std::uintptr_t site, const Object& object) {
  agent.reads.emplace_back(site, object.location, agent.state_at_read, graph::kNone, agent.done.seen,
                           LoopWatch::way(agent.reads));
}

void GraphDriver::refute_look(Agent& agent) { looks_.refute(agent.id.value); }

bool GraphDriver::has_misjudged_looks() {
  if (finding_ == LoopWatch::Finding::new_value)
    looks_.learn_from(loops_);
  else if (finding_ == LoopWatch::Finding::nothing && !inconsistent_)
    looks_.check_end(graph(), loops_);
  return looks_.must_start_over();
}

void GraphDriver::note_read(Agent& agent, std::uintptr_t site, const Access& access) {
  const auto& done = agent.done;
  if (!is_led_) looks_.was_performed(read_of(agent, site), access, done, loops_);
  if (done.writes && done.written != done.seen) {
    agent.reads.clear();
    return;
  }
  const EventIndex event = search_.last_performed() - (done.writes ? 1 : 0);
  agent.reads.emplace_back(site, graph()[event].location, agent.state_at_read, event, done.seen,
                           LoopWatch::way(agent.reads));
}

void GraphDriver::locate(Object& object) {
  if (object.location != Object::kNoLocation) return;
  Locations& known = places_[{object.address, object.kind}];
  if (known.run != run_) {
    known.run = run_;
    known.used = 0;
  }
  if (known.used == known.numbers.size()) known.numbers.push_back(locations_++);
  object.location = known.numbers[known.used++];
  located_.push_back(&known);
}

void GraphDriver::start_location_over(Object& object) { object.location = Object::kNoLocation; }

const Access& GraphDriver::access_of(Agent& agent) {
  const Operation& operation = agent.pending;
  locate(*operation.object);
  if (operation.access == nullptr)
    return *new (&agent.object_access)
        Access(object_access(operation, agent.id, agent.picked != Variant::normal));
  operation.access->location = operation.object->location;
  return *operation.access;
}

bool GraphDriver::is_possible(Execution& execution, Agent& agent) {
  if (!is_event(agent.pending)) return true;
  if (!is_access(agent.pending)) return execution.enabled(agent);
  return search_.is_possible(agent.id.value, access_of(agent));
}

bool GraphDriver::has_gone_too_far(const Agent& agent) const {
  return graph().length_of(agent.id.value) + 2 > graph::ClockRows::kMostTicks;
}

bool GraphDriver::fits(Execution& execution, Agent& agent) {
  if (has_gone_too_far(agent))
    search_.refuse("that thread has gone too far already");
  else if (!is_possible(execution, agent))
    search_.refuse("it has to wait there");
  return misfit().empty();
}

bool GraphDriver::perform(Execution& execution, Agent& agent) {
  const Operation& operation = agent.pending;
  if (std::exchange(agent.looks_ahead, false)) {
    agent.done = {.seen = looks_.value_for(agent.id.value), .reads = true};
    return true;
  }
  if (!reads_memory(operation)) looks_.does_other(agent.id.value);
  if (!is_event(operation)) return true;
  if (following() && !fits(execution, agent)) return true;
  if (!accesses_memory(operation.op)) agent.reads.clear();
  const auto event = static_cast<EventIndex>(times_.size());
  if (operation.ways > 0)
    agent.way = search_.choose(agent.id.value, operation.ways);
  else if (is_access(operation))
    perform_access(access_of(agent), agent);
  else
    perform_local(execution, agent);
  if (agent.done.waits) return false;
  if (!misfit().empty()) return true;
  take_clock(agent);
  if (looks_.updates(agent.id.value, event)) performed_.emplace_back(event, agent.id, Variant::normal, 0);
  if (!operation.local && !operation.is_part)
    performed_.emplace_back(event, agent.id, agent.picked, operation.ways > 0 ? agent.way : 0);
  return true;
}

void GraphDriver::perform_access(const Access& access, Agent& agent) {
  // Made in place: what was just written field by field is slow to copy.
  new (&agent.done) graph::GraphSearch::Performed(search_.perform(agent.id.value, access));
  inconsistent_ |= agent.done.inconsistent;
}

void GraphDriver::perform_local(Execution& execution, Agent& agent) {
  const Operation& operation = agent.pending;
  ExecutionGraph::Local local;
  switch (operation.op) {
    case Op::fence:
      local.fence = true;
      local.order = operation.access->order;
      break;
    case Op::spawn:
      local.starts = agent_to_start(execution);
      agent.child = local.starts;
      break;
    case Op::join:
      local.source = graph().newest_of(static_cast<graph::AgentNumber>(operation.deadline));
      break;
    case Op::barrier_leave:
      local.source = operation.object->graph_event;
      break;
    case Op::cond_wake:
    case Op::futex_wait:
      local.source = operation.object->queue.notified_by(agent.id);
      local.synchronises = false;
      break;
    default:
      break;
  }
  agent.done = {};
  search_.perform(agent.id.value, local);
}

std::uint32_t GraphDriver::agent_to_start(const Execution& execution) const {
  return search_.repeating() ? search_.next_started() : execution.free_agent();
}

// What happens before the agent's next step, and the latest time it may have seen.
void GraphDriver::take_clock(Agent& agent) {
  const ExecutionGraph& g = graph();
  const EventIndex last = search_.last_performed();
  for (auto e = static_cast<EventIndex>(times_.size()); e <= last; ++e) {
    const EventIndex source = g[e].kind == graph::EventKind::write ? graph::kNone : g[e].source;
    std::uint64_t time = agent.clock.time();
    if (source != graph::kNone) time = std::max(time, times_[source]);
    times_.push_back(time);
  }
  agent.clock.advance_time_to(times_[last]);
  agent.clock.set_positive(g.happens_before_row(last));
  // An atomic access is checked for races as a part of what came before it.
  if (!accesses_memory(agent.pending.op)) agent.clock.tick(agent.id.value);
}

bool GraphDriver::is_latest() const {
  const ExecutionGraph& g = graph();
  for (EventIndex w = g[search_.last_performed()].mo_after; w != graph::kNone; w = g[w].mo_after)
    if (w < times_.size()) return false;
  return true;
}

void GraphDriver::end_execution(Execution& execution) {
  if (walking()) return;
  std::vector<graph::GraphSearch::Waiting> waiting;
  for (std::uint32_t i = 0; i < execution.agent_count(); ++i) {
    Agent& agent = execution.agent(AgentId(i));
    if (agent.state != Agent::State::alive || !is_event(agent.pending) || !is_access(agent.pending)) continue;
    waiting.push_back({agent.id.value, access_of(agent)});
  }
  search_.end_execution(waiting);
}

void GraphDriver::note_recorded(std::uint32_t event) {
  recorded_.resize(times_.size());
  recorded_.back() = event;
  const EventIndex last = search_.last_performed();
  if (graph()[last].exclusive && last > 0) recorded_[last - 1] = event;
}

std::optional<std::uint32_t> GraphDriver::recorded(EventIndex event) const {
  return event < recorded_.size() ? recorded_[event] : std::nullopt;
}

std::vector<WeakAccess> GraphDriver::weak_accesses() const {
  std::vector<WeakAccess> all;
  for (const graph::OutOfOrder& found : graph::out_of_order(graph())) {
    const auto event = recorded(found.access), newer = recorded(found.newer), older = recorded(found.older);
    if (!event || !newer || (found.older != graph::kInitial && !older)) continue;
    WeakAccess& access = all.emplace_back();
    access.event = *event;
    access.older = older;
    access.newer = *newer;
    access.through_store = recorded(found.through_write);
    access.through_load = recorded(found.through_read);
  }
  return all;
}

std::vector<std::vector<GraphStep>> GraphDriver::schedules() const {
  const EventIndex done = search_.last_performed() + 1;
  auto as_explored = graph::steps_of(graph(), graph::order_of_graph(graph(), done), looks_.left_out());
  auto with_few = graph::steps_of(graph(), graph::order_with_few_old_reads(graph(), done), looks_.left_out());
  if (graph::count_weak(as_explored) < graph::count_weak(with_few)) std::swap(as_explored, with_few);
  std::vector<std::vector<GraphStep>> all;
  if (const auto simplest = graph::simplest_order(graph(), done))
    all.push_back(graph::steps_of(graph(), *simplest, looks_.left_out()));
  all.push_back(std::move(with_few));
  all.push_back(std::move(as_explored));
  return all;
}

std::optional<std::vector<Step>> GraphDriver::linear_schedule() const {
  const auto order = graph::linear_order(graph());
  if (!order) return std::nullopt;
  std::vector<Performed> sorted = performed_;
  std::sort(sorted.begin(), sorted.end(),
            [&](const Performed& a, const Performed& b) { return (*order)[a.event] < (*order)[b.event]; });
  std::vector<Step> steps;
  for (const Performed& performed : sorted)
    steps.push_back({performed.agent, performed.variant, performed.way});
  return steps;
}

}  // namespace weft
