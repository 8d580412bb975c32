// A candidate execution graph, complete or not: events and the relations that the axioms speak of.
#pragma once

#include <vector>

#include "check/oracle/program.h"
#include "check/oracle/relation.h"

namespace weft::oracle {

// Locations come first, then mutexes.
inline constexpr int kPlaces = kLocations + kMutexes;
inline constexpr int kNoPlace = -1;

// A read-modify-write is two of them. To lock a mutex is an acquire read, to unlock it a release write.
struct Event {
  enum class Type { read, write, fence };
  Type type;
  int place = kNoPlace;
  Order order = Order::relaxed;
  OperationId operation;
};

struct Graph {
  std::vector<Event> events;
  Relation po;   // program order; initial writes before all else
  Relation rmw;  // from the read of a read-modify-write to its write
  Relation rf;   // reads-from
  Relation mo;   // modification order, total for each place when the graph is complete
};

}  // namespace weft::oracle
