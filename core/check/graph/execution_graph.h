// An execution as a graph: the events of each agent in program order, which write each read reads from, and
// for each location the order of its writes. Events are only ever added at the end of an agent, and cut off
// newest first. Threads:    one at a time; copies are independent. Complexity: adding O(width + events that
// it is ordered before), cutting O(events cut). Source:     Lahav, Vafeiadis, Kang, Hur, Dreyer, "Repairing
// Sequential Consistency in C/C++11", PLDI 2017; the
//             graphs are grown as by Kokologiannakis, Marmanis, Gladstein, Vafeiadis, "Truly Stateless,
//             Optimal Dynamic Partial Order Reduction", POPL 2022.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "check/graph/clock_rows.h"
#include "check/graph/event.h"

namespace weft::graph {

enum class MemoryModel : std::uint8_t { sc, rc11 };

class ExecutionGraph {
 public:
  explicit ExecutionGraph(MemoryModel model) : model_(model) {}

  EventIndex size() const { return static_cast<EventIndex>(events_.size()); }
  const Event& operator[](EventIndex e) const { return events_[e]; }
  EventIndex newest_of(AgentNumber agent) const {
    return agent < agents_.size() ? agents_[agent].newest : kNone;
  }
  std::uint32_t length_of(AgentNumber agent) const {
    return agent < agents_.size() ? agents_[agent].length : 0;
  }
  EventIndex newest() const { return newest_; }  // by stamp
  std::uint32_t next_stamp() const { return newest_ == kNone ? 1 : events_[newest_].stamp + 1; }

  // The value of a location before anybody writes it. Only the first call for a location in this graph
  // counts.
  void set_initial(Location location, std::uint64_t value);
  std::uint64_t initial(Location location) const { return locations_[location].initial; }

  // Events of `agent`, after those it has. `stamp` 0: the newest of all.
  struct Local {
    Order order = Order::relaxed;
    bool fence = false;
    std::uint32_t choice = 0;
    EventIndex source = kNone;   // comes before it,
    bool synchronises = true;    // and so does what happens before that
    AgentNumber starts = kNone;  // an agent that it starts
  };
  EventIndex add_local(AgentNumber agent, const Local& local, std::uint32_t stamp = 0);
  EventIndex add_read(AgentNumber agent, Location location, Order order, EventIndex source,
                      std::uint32_t stamp = 0);
  // `after`: the write that comes before it in modification order. `exclusive`: with the agent's last event,
  // a read from `after`, it is a read-modify-write.
  EventIndex add_write(AgentNumber agent, Location location, Order order, std::uint64_t value,
                       EventIndex after, bool exclusive, std::uint32_t stamp = 0);
  // Of a read: its order if it did write, or did not, and the values that it cannot read.
  void describe_read(EventIndex read, Order other_order, const RejectedValues* rejected) {
    events_[read].other_order = other_order;
    events_[read].rejected = rejected;
  }
  void cut(EventIndex size);

  // Modification order.
  EventIndex last_write(Location location) const {
    return location < locations_.size() ? locations_[location].last : kInitial;
  }
  EventIndex write_after(Location location, EventIndex write) const {
    return write == kInitial ? locations_[location].first : events_[write].mo_after;
  }
  std::uint64_t value_of(Location location, EventIndex write) const {
    return write == kInitial ? initial(location) : events_[write].value;
  }
  EventIndex newest_reader(Location location, EventIndex write) const {
    return write == kInitial ? locations_[location].newest_reader : events_[write].newest_reader;
  }
  // Whether a read-modify-write reads from `write`, so that no other can, and nothing come between.
  bool is_taken(Location location, EventIndex write) const {
    const EventIndex next = write_after(location, write);
    return next != kNone && events_[next].exclusive;
  }
  // Whether `agent`, after its events, must not read a write that is older than `write`, nor put one before
  // it. With `strong`, which needs is_strong(), for an access that is sequentially consistent: then nothing
  // else need be asked.
  bool knows(AgentNumber agent, Location location, EventIndex write, bool strong) const;

  // Whether `e` must be there for `of` to be there.
  bool in_prefix(EventIndex e, EventIndex of) const {
    return clocks_.row(of, ClockRows::kPorf)[events_[e].agent] > static_cast<int>(events_[e].position);
  }
  bool in_prefix(AgentNumber agent, std::uint32_t position, EventIndex of) const {
    return clocks_.row(of, ClockRows::kPorf)[agent] > static_cast<int>(position);
  }
  std::span<const ClockRows::Tick> happens_before_row(EventIndex e) const {
    return {clocks_.row(e, ClockRows::kHb), clocks_.width()};
  }
  bool happens_before(EventIndex e, EventIndex of) const {
    return clocks_.row(of, ClockRows::kHb)[events_[e].agent] > static_cast<int>(events_[e].position);
  }

  // Every access so far is sequentially consistent, or the model makes them so. Otherwise the order of those
  // that are needs a look of its own (is_sc_consistent).
  bool is_strong() const { return model_ == MemoryModel::sc || weak_events_ == 0; }
  bool makes_strong(Order order) const { return model_ == MemoryModel::sc || order == Order::seq_cst; }
  std::uint32_t sc_events() const { return sc_events_; }

 private:
  struct Agent {
    EventIndex newest = kNone;
    std::uint32_t length = 0;
    std::uint32_t fences = 0;
    EventIndex started_by = kNone;
  };
  struct Place {  // a location
    EventIndex first = kNone, last = kInitial;
    EventIndex newest_reader = kNone;  // of the initial value
    bool used = false;
    std::uint64_t initial = 0;
  };

  EventIndex add(AgentNumber agent, EventKind kind, Order order, std::uint32_t stamp);
  void start_rows(EventIndex e);
  void come_after(EventIndex e, EventIndex source, bool synchronises);
  void acquire(EventIndex e);
  void publish(EventIndex e);
  void precede(EventIndex e, EventIndex successor);
  void link_by_stamp(EventIndex e);
  void unlink(EventIndex e);
  void count_orders(const Event& event, int by);
  Agent& agent_at(AgentNumber agent);
  Place& place(Location location);
  EventIndex last_release_fence(EventIndex e) const;

  MemoryModel model_;
  std::vector<Event> events_;
  std::vector<Agent> agents_;
  std::vector<Place> locations_;
  ClockRows clocks_;
  EventIndex newest_ = kNone;
  std::uint32_t weak_events_ = 0, sc_events_ = 0;
};

}  // namespace weft::graph
