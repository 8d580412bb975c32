// Explores every execution graph of a program that its memory model allows, each exactly once, keeping no set
// of those it has seen. The program is run again and again: each time it is first led along the events of a
// graph, then goes on as it likes, always the lowest agent that can, while the search notes what else could
// have been. Use:        while (begin_execution()) { the agents next_to_replay() names, while replaying();
// then the lowest agent
//             whose operation is_possible(), until there is none; end_execution(those that wait) }
// Threads:    one at a time.
// Complexity: memory O(events of one execution x depth of revisits).
// Source:     Kokologiannakis, Marmanis, Gladstein, Vafeiadis, "Truly Stateless, Optimal Dynamic Partial
// Order
//             Reduction", POPL 2022. There, an operation that has to wait (for a lock, say) is a read in the
//             graph that a later write may revisit. Here it is not in the graph, its agent cannot go on, and
//             where it was in the graph, but another came first, a mark stands for it. So no execution ends
//             with somebody who waits only since another order was not tried.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "check/graph/access.h"
#include "check/graph/execution_graph.h"
#include "check/strategies/random_numbers.h"
#include "trace/schedule.h"

namespace weft::graph {

class GraphSearch {
 public:
  explicit GraphSearch(MemoryModel model) : model_(model) {}

  // Prepares the next execution; false when there are no more.
  bool begin_execution();

  // A part of what is left to explore. Parts have nothing in common: whoever explores them, in whatever
  // order, explores each execution once.
  class Part;
  // Takes what is left out of this search: nothing remains.
  std::vector<Part> take_parts();
  // This part only is left from now on.
  void explore_only(Part part);

  // The next execution begins with `steps`, which live until it has ended, and goes on as any. Nothing that
  // was explored counts any more.
  void follow(std::span<const GraphStep> steps);
  bool following() const { return !steps_.empty(); }
  const std::span<const GraphStep>& steps_left() const { return steps_; }
  // Why the next of the steps does not fit. Empty: they did so far.
  const std::string& misfit() const { return misfit_; }
  void refuse(std::string why);

  // The next execution is drawn: of all the writes that an operation may read or follow, any is taken. Who
  // goes on is for the caller to draw. Nothing that was explored counts any more. `random` lives on.
  void begin_walk(RandomNumbers& random);
  bool walking() const { return random_ != nullptr; }
  std::uint64_t draw_below(std::uint64_t count) { return random_->below(count); }

  // While true the program repeats the past: next_to_replay() must perform its operation.
  bool replaying() const { return repeating() || is_forced_ || following(); }
  bool repeating() const { return cursor_ < graph().size(); }
  AgentNumber next_to_replay() const {
    if (repeating()) return graph()[cursor_].agent;
    return is_forced_ ? forced_.agent : steps_.front().agent.value;
  }

  // Whom the spawn that is to be replayed starts.
  AgentNumber next_started() const { return graph()[cursor_].starts; }
  // The last event of those performed so far, and how many they are.
  EventIndex last_performed() const { return cursor_ - 1; }
  EventIndex performed() const { return cursor_; }

  // So many events of the next execution are, in their order, those of the one before: instead of repeating
  // them all, the program may be put back to where some of those had happened, and go on from there.
  EventIndex unchanged() const { return unchanged_; }
  void go_on_after(EventIndex events) { cursor_ = events; }

  struct Performed {
    std::uint64_t seen = 0;     // what it read
    std::uint64_t written = 0;  // what it wrote
    bool reads = false, writes = false;
    bool waits = false;         // it did nothing, another agent came first (replaying only)
    bool inconsistent = false;  // the memory model forbids this after all: the execution counts for nothing
  };
  // Whether `agent` could perform `access` now.
  bool is_possible(AgentNumber agent, const Access& access);
  Performed perform(AgentNumber agent, const Access& access);
  EventIndex perform(AgentNumber agent, const ExecutionGraph::Local& local);
  // Any of the numbers below `count`.
  std::uint32_t choose(AgentNumber agent, std::uint32_t count);

  // Whether it waits for a write that lets it go on: then it goes before all others.
  bool is_marked(AgentNumber agent) const { return mark_of(agent) != nullptr; }
  bool has_marks() const { return !frame().marks.empty(); }

  // No agent can go on any more; these wait. (Nobody does after a complete execution.)
  struct Waiting {
    AgentNumber agent;
    Access access;
  };
  void end_execution(std::span<const Waiting> waiting);

  // The execution so far is void: the agent of `event`, a load or an update, cannot read what it read there.
  // What else it could have done is explored still.
  void repeat_from(EventIndex event);

  // An agent did not do what the graph says that it did before.
  bool diverged() const { return diverged_; }

  const ExecutionGraph& graph() const { return frames_[depth_ - 1].graph; }

 private:
  // What is to be explored later: the graph cut to `size`, then what `agent` does differently.
  struct Branch {
    enum class Kind : std::uint8_t {
      source,        // its next read reads from `write`
      place,         // its next write follows `write` in modification order
      choice,        // it chooses `number`
      again,         // nothing differs
      revisit,       // `victim`, an earlier read, reads from its next write
      revisit_place  // the same, when what depended on that read is gone: the write follows `write`
    };
    Kind kind = Kind::source;
    AgentNumber agent = 0;
    EventIndex size = 0;
    std::size_t marks = 0;  // that there are then
    EventIndex write = kInitial;
    std::uint32_t number = 0;
    std::uint32_t stamp = 0;  // source: that of the read; 0 = it is the newest
    bool examine = false;     // source: whether it is consistent shows only when it is done
    EventIndex victim = kNone;
    Access access;               // revisit
    Event revisitor, revisited;  // revisit_place
  };
  // An agent that waits for its event at `position`, if that is its next: as if it had read there, at
  // `stamp`, what it cannot read.
  struct Mark {
    EventIndex write;  // that came first, though it was added after the agent had read; else kNone
    AgentNumber agent;
    std::uint32_t position, stamp;
    EventIndex size;  // of the graph then: a load has had its choice of the writes that were there
  };
  // A graph and what is left to explore of it. A revisit makes a graph of its own.
  struct Frame {
    explicit Frame(MemoryModel model) : graph(model) {}
    ExecutionGraph graph;
    std::vector<Branch> branches;
    std::vector<Mark> marks;
    EventIndex shared = 0;  // events that are those of the frame before
  };

  Frame& frame() { return frames_[depth_ - 1]; }
  const Frame& frame() const { return frames_[depth_ - 1]; }
  ExecutionGraph& graph() { return frame().graph; }
  Frame& new_frame();
  static Part part_of(const Frame& frame, const Branch& branch, MemoryModel model);

  bool take(const Branch& branch);
  void cut(EventIndex size);
  void force(const Branch& branch);
  void note(Branch branch);
  void take_revisit(const Branch& branch);
  bool take_revisit_place(const Branch& branch);
  bool is_strong_revisit(const Event& read, const Event& write) const;
  bool allows_revisit(const Event& read, EventIndex write);
  static EventIndex add_revisitor(ExecutionGraph& g, const Branch& branch);
  void keep_marks(const Branch& branch, EventIndex revisitor);
  void note_places(Branch place, bool exclusive);

  Performed replay(const Access& access);
  Performed extend(AgentNumber agent, const Access& access);
  const Mark* mark_of(AgentNumber agent) const;
  bool may_still_read(const Mark* mark, EventIndex write) const {
    return mark == nullptr || (write != kInitial && write >= mark->size);
  }
  Performed wait(AgentNumber agent, EventIndex write, std::uint32_t stamp);
  Performed load(AgentNumber agent, const Access& access);
  Performed load_from(AgentNumber agent, const Access& access, EventIndex source, std::uint32_t stamp = 0);
  Performed store(AgentNumber agent, const Access& access);
  Performed store_after(AgentNumber agent, const Access& access, EventIndex after);
  Performed update(AgentNumber agent, const Access& access);
  Performed update_from(AgentNumber agent, const Access& access, EventIndex source, std::uint32_t stamp = 0);
  Performed do_forced(AgentNumber agent, const Access& access);
  Performed do_step(AgentNumber agent, const Access& access);
  Performed take_step(AgentNumber agent, const Access& access, EventIndex write);
  void find_readable(AgentNumber agent, const Access& access);
  bool is_consistent_with(AgentNumber agent, const Access& access, EventIndex write);
  Performed walk(AgentNumber agent, const Access& access);
  std::uint32_t take_way(std::uint32_t count);
  void take_local();
  bool expects_only(GraphStep::Detail detail);
  std::optional<EventIndex> readable(AgentNumber agent, const Access& access, std::uint32_t newer) const;
  void offer_to_others(AgentNumber agent, const Access& access, EventIndex source);

  bool is_strong(const Access& access) const;
  template <class Visit>
  void for_each_readable(AgentNumber agent, const Access& access, Visit visit);
  template <class Add>
  bool stays_consistent(const Access& access, Add add);

  void note_revisits(EventIndex write, Branch revisit);
  bool is_maximal(EventIndex e, EventIndex write);
  bool is_overwritten(EventIndex from, EventIndex e, EventIndex write);

  MemoryModel model_;
  std::vector<Frame> frames_;  // kept when they are left, for their memory
  std::size_t depth_ = 0;
  std::size_t older_branches_ = 0;  // of this frame, when the execution began
  EventIndex cursor_ = 0;
  EventIndex unchanged_ = 0;
  bool is_anew_ = true;  // what comes next has nothing to do with the execution before
  bool diverged_ = false;
  bool is_forced_ = false;
  EventIndex forced_event_ = kNone;
  Branch forced_;  // what the next operation after the replay has to do
  std::vector<EventIndex> renamed_;
  std::span<const GraphStep> steps_;  // that are left of those to follow
  std::string misfit_;
  RandomNumbers* random_ = nullptr;  // null unless walking
  std::vector<EventIndex> readable_;
};

class GraphSearch::Part {
  friend class GraphSearch;
  explicit Part(MemoryModel model) : frame_(model) {}
  Frame frame_;  // with one branch
};

}  // namespace weft::graph
