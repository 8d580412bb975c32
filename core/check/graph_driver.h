// Between an execution and the graph search: what the operations that agents announce are in the graph, and
// which agent goes on. Threads: as Execution.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "check/agent.h"
#include "check/graph/graph_search.h"
#include "check/look_ahead.h"
#include "trace/outcome.h"

namespace weft {

class Execution;

class GraphDriver {
 public:
  explicit GraphDriver(graph::MemoryModel model) : search_(model), model_(model) {}

  bool begin_execution();
  // The program is about to run from its start, or from where it was at a point of the execution before.
  struct Point {
    graph::EventIndex events = 0;  // that had happened
    std::size_t times = 0, performed = 0, located = 0;
  };
  void start_run();
  Point point() const { return {search_.performed(), times_.size(), performed_.size(), located_.size()}; }
  void go_back_to(const Point& point);
  // So many events of the execution that comes next are those of the one before.
  graph::EventIndex unchanged() const { return search_.unchanged(); }
  graph::EventIndex performed() const { return search_.performed(); }
  // The next execution begins along the steps of a schedule, which live until it has ended.
  void follow(std::span<const GraphStep> steps);
  // The next execution is drawn: GraphSearch::begin_walk().
  void begin_walk(RandomNumbers& random);
  bool walking() const { return search_.walking(); }
  // It follows steps, or walks: it goes its own way from the start.
  bool is_led() const { return is_led_; }
  std::uint64_t draw_below(std::uint64_t count) { return search_.draw_below(count); }
  // The agent has made as many events as a graph can hold.
  bool has_gone_too_far(const Agent& agent) const;
  bool following() const { return search_.following(); }
  std::size_t steps_left() const { return search_.steps_left().size(); }
  const std::string& misfit() const { return search_.misfit(); }
  // Schedules that repeat the execution that was just done, up to where it ended: the best to look at first.
  std::vector<std::vector<GraphStep>> schedules() const;
  // Forgets all that was explored, and nothing that was learnt.
  void start_over();

  // The search divided: graph::GraphSearch. What was learnt stays.
  using Part = graph::GraphSearch::Part;
  std::vector<Part> take_parts() { return search_.take_parts(); }
  void explore_only(Part part) { search_.explore_only(std::move(part)); }
  LoopWatch& loops() { return loops_; }
  LookAhead& looks() { return looks_; }
  // What agents read last in loops that wait is then part of an execution, which cannot be gone back to.
  bool knows_loops() const { return !loops_.sites().empty(); }

  // Before `agent` reads at `site` in the code, by an access that learns there what it cannot read. What was
  // found out makes the execution void.
  LoopWatch::Finding watch_loops(Execution& execution, std::uintptr_t site, Object& object,
                                 graph::Access& access);
  void note_read(Agent& agent, std::uintptr_t site, const graph::Access& access);
  // The agent made a look that is left out.
  void note_look(Agent& agent, std::uintptr_t site, const Object& object);
  // It would have raced with something.
  void refute_look(Agent& agent);
  // After an execution: whether what was left out of it (look_ahead.h) is to be put back, or more is left out
  // from now on, so that all executions before are in vain.
  bool has_misjudged_looks();
  LoopWatch::Finding finding() const { return finding_; }
  bool replaying() const { return search_.replaying(); }
  AgentId next_to_replay() const { return AgentId(search_.next_to_replay()); }

  // Whether the agent's pending operation can happen now. Not asked while replaying.
  bool is_possible(Execution& execution, Agent& agent);
  bool is_marked(const Agent& agent) const { return search_.is_marked(agent.id.value); }
  bool has_marks() const { return search_.has_marks(); }
  // It happens. False if it does not after all: the agent waits.
  bool perform(Execution& execution, Agent& agent);
  // Nobody can go on, or only the first agent, which waits for the others to have done so.
  void end_execution(Execution& execution);

  bool inconsistent() const { return inconsistent_; }
  bool diverged() const { return search_.diverged(); }
  const graph::ExecutionGraph& graph() const { return search_.graph(); }
  graph::MemoryModel model() const { return model_; }

  // Whether what the last operation wrote is what memory holds then: nothing later was written yet.
  bool is_latest() const;
  graph::EventIndex last_event() const { return search_.last_performed(); }
  // The last operation, an atomic access, is this recorded event.
  void note_recorded(std::uint32_t event);
  // Those of the recorded atomic accesses that are as in no interleaving.
  std::vector<WeakAccess> weak_accesses() const;
  // The memory at an object is written to without an atomic access: what was there does not matter any more.
  void start_location_over(Object& object);

  // The choices that repeat this execution where every load reads what was written last, if there are such.
  std::optional<std::vector<Step>> linear_schedule() const;

 private:
  using Place = std::pair<std::uintptr_t, ObjectKind>;
  struct PlaceHash {
    std::size_t operator()(const Place& place) const {
      return std::hash<std::uintptr_t>()(place.first * 31 + static_cast<std::size_t>(place.second));
    }
  };
  // One place is as many locations as it is used anew for.
  struct Locations {
    std::uint64_t run = 0;
    std::size_t used = 0;  // in that run
    std::vector<graph::Location> numbers;
  };
  struct Performed {
    graph::EventIndex event;
    AgentId agent;
    Variant variant;
    std::uint32_t way;
  };

  void locate(Object& object);
  const graph::Access& access_of(Agent& agent);  // valid until asked again
  LookAhead::Read read_of(const Agent& agent, std::uintptr_t site) const;
  void perform_access(const graph::Access& access, Agent& agent);
  void perform_local(Execution& execution, Agent& agent);
  bool fits(Execution& execution, Agent& agent);
  std::uint32_t agent_to_start(const Execution& execution) const;
  void take_clock(Agent& agent);
  std::optional<std::uint32_t> recorded(graph::EventIndex event) const;

  graph::GraphSearch search_;
  graph::MemoryModel model_;
  std::uint64_t run_ = 0;
  graph::Location locations_ = 0;
  std::unordered_map<Place, Locations, PlaceHash> places_;
  std::vector<Locations*> located_;                     // those used in this run, as often as they are
  std::vector<std::uint64_t> times_;                    // virtual, at each event
  std::vector<Performed> performed_;                    // that are choice points for other strategies too
  std::vector<std::optional<std::uint32_t>> recorded_;  // of each event, where it was
  bool inconsistent_ = false;
  LoopWatch loops_;
  LookAhead looks_;
  bool is_led_ = false;  // it began along a schedule: nothing is left out
  LoopWatch::Finding finding_ = LoopWatch::Finding::nothing;
};

}  // namespace weft
