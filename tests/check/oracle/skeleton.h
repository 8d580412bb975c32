// The part of an execution graph that does not depend on what its reads read from: which operations take
// place, and how.
#pragma once

#include <optional>
#include <vector>

#include "check/oracle/graph.h"

namespace weft::oracle {

// Assumed of each operation; the values read must agree in the end.
enum class Form {
  done,
  failed,   // a compare_exchange that found another value than expected
  skipped,  // by its guard
};

// What is assumed of each operation of each thread. A thread with fewer forms than operations is stuck before
// the next, a lock.
using Forms = std::vector<std::vector<Form>>;

std::vector<Forms> complete_forms(const Program& program);
// In which some threads are stuck, each at a mutex that another of them holds.
std::vector<Forms> deadlocked_forms(const Program& program);

inline constexpr int kNoEvent = -1;
// The operation of the events that write the initial values.
inline constexpr OperationId kInitialWrite = {-1, -1};

struct Skeleton {
  Graph graph;  // rf and mo empty but for the initial writes
  // The events of each operation of each thread, or kNoEvent.
  std::vector<std::vector<int>> read_of, write_of;
  std::array<int, kPlaces> initial_write;  // or kNoEvent, of places that the program does not name
};

// Errors: std::length_error where there would be more than kMaxEvents.
Skeleton build_skeleton(const Program& program, const Forms& forms);

}  // namespace weft::oracle
