// Looks at what the update right after them takes: `while (locked.load()) {} if (!locked.exchange(true))
// ...`.
//
// A load in a loop that waits, which lets its agent out with a value, is followed, with nothing in between,
// by a read-modify-write of the same location that finds that value too. Whether the load saw the same write
// or an older one makes no difference: the graph in which both see the same allows all that the others do, as
// less happens before what follows. So the load is no event, and goes on when its update can.
//
// Left out is only what was seen to be such a look in this state of its agent, and while it holds that the
// update takes the very value, that the loop rejects all others, and that neither orders more than its
// update. What does not hold is found out at the latest at the end of the execution. Then all starts over
// without. Threads: one at a time.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

#include "check/graph/graph_search.h"
#include "check/loop_watch.h"

namespace weft {

class LookAhead {
 public:
  using Access = graph::Access;

  // A read that its agent is about to make. `alone`: nothing was done since its last operation.
  struct Read {
    graph::AgentNumber agent;
    std::uintptr_t site;
    std::uint64_t state;  // 0 = unknown
    std::uint64_t way;    // LoopWatch::way() of the reads before it
    bool alone;
  };

  void begin_execution();
  // Nothing is learnt from here on: what was is used.
  void learn_no_more() { learns_ = false; }

  // Before a read. True: it is a look that is left out, and `access` the update that comes next.
  bool leaves_out(const Read& read, Access& access, const LoopWatch& loops);
  // What the look that is left out sees.
  std::uint64_t value_for(graph::AgentNumber agent) { return look_of(agent).value; }
  // The agent's next operation, at this event: whether a look that was left out comes right before it.
  bool updates(graph::AgentNumber agent, graph::EventIndex event);
  // The read was performed.
  void was_performed(const Read& read, const Access& access, const graph::GraphSearch::Performed& done,
                     const LoopWatch& loops);
  // The agent does something that is no read.
  void does_other(graph::AgentNumber agent);
  // More is known of the loops.
  void learn_from(const LoopWatch& loops);
  // The last look of the agent is to be left out no more.
  void refute(graph::AgentNumber agent) { refute_site(look_of(agent).site); }

  // Nobody wrote what a look that was left out would have seen, but its update not.
  void check_end(const graph::ExecutionGraph& graph, const LoopWatch& loops);
  // What is left out is not what it was in this search so far: it is void.
  bool must_start_over() const { return must_start_over_; }

  // Before which events of this execution a look was left out, in order.
  std::span<const graph::EventIndex> left_out() const { return left_out_; }

  // The looks that are never left out, so that another search need not find them.
  const std::set<std::uintptr_t>& sites_that_matter() const { return matter_; }
  void add_sites_that_matter(std::span<const std::uintptr_t> sites) {
    matter_.insert(sites.begin(), sites.end());
  }

 private:
  struct Known {
    std::uint64_t value;
    Access update;
    std::uint64_t look_state, look_way, update_state, update_way;
    std::uintptr_t site;
  };
  using Table = std::unordered_map<std::uint64_t, Known>;  // by key() of the look
  struct Look {
    enum class Stage : std::uint8_t { none, seen, left_out, updates };
    Stage stage = Stage::none;
    bool is_event = false;  // it may be left out in future
    std::uintptr_t site = 0;
    std::uint64_t state = 0, way = 0, value = 0;
    Access load;
  };

  static std::uint64_t key(std::uint64_t state, std::uint64_t way, graph::Location location) {
    return (state * 0x9e3779b97f4a7c15ull + location) * 0x9fb21c651e98df25ull + way;
  }
  Look& look_of(graph::AgentNumber agent);
  bool is_followed_by(const Look& look, const Read& read, const Access& update) const;
  void refute_site(std::uintptr_t site);

  Table known_;
  Table candidates_;  // unless nothing shows that theirs is a loop that waits
  std::set<std::uintptr_t> matter_;
  bool learns_ = true;
  // Of this execution.
  std::vector<Look> looks_;  // of each agent, the last
  std::vector<Look> used_;   // that were left out
  std::vector<graph::EventIndex> left_out_;
  bool must_start_over_ = false;
};

}  // namespace weft
