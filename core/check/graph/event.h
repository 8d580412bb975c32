// One event of an execution graph: what an agent did to a location, or to itself.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "check/memory_order.h"

namespace weft::graph {

// An event's place in its graph, which is the order in which the graph is replayed.
using EventIndex = std::uint32_t;
inline constexpr EventIndex kNone = 0xffffffffu;
// Where an event names a write: the value that the location had before anybody wrote it.
inline constexpr EventIndex kInitial = kNone;

using Location = std::uint32_t;
using AgentNumber = std::uint32_t;

// They only become more.
using RejectedValues = std::vector<std::uint64_t>;

inline bool rejects(const RejectedValues* values, std::uint64_t value) {
  return values != nullptr && std::find(values->begin(), values->end(), value) != values->end();
}

enum class EventKind : std::uint8_t { local, read, write };

struct Event {
  EventKind kind = EventKind::local;
  Order order = Order::relaxed;
  Order other_order = Order::relaxed;  // read of an update: its order if it did write, or did not
  bool fence = false;
  bool synchronises = true;  // local: with its source
  // Read and write of one read-modify-write, which are neighbours in their agent and in modification order.
  bool exclusive = false;
  std::uint32_t choice = 0;  // local: which of the ways to go on was taken; 0 comes first
  AgentNumber agent = 0;
  std::uint32_t position = 0;  // among its agent's events
  std::uint32_t stamp = 0;     // when it was added: differs from its index after a revisit
  Location location = 0;
  AgentNumber starts = kNone;                // local: the agent that it starts
  EventIndex source = kInitial;              // read: the write it reads from; local: an event it comes after
  std::uint64_t value = 0;                   // read or written
  const RejectedValues* rejected = nullptr;  // read: what it could not read

  // Links within the graph. Newest first where nothing is said.
  EventIndex before = kNone;                // in its agent; the spawning event for the first of an agent
  EventIndex older = kNone, newer = kNone;  // by stamp
  EventIndex mo_before = kNone,
             mo_after = kNone;       // write: modification order; kNone before the first: initial
  EventIndex newest_reader = kNone;  // write: of those that read from it
  EventIndex older_reader = kNone;   // read: of the same write
};

}  // namespace weft::graph
