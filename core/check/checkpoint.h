// An execution of a graph search as it was before one of its events, so that the next one, which begins with
// the same events, need not repeat them.
// Shape:      everything that the program or the checker may change while an execution lasts and that the
// next
//             one looks at (core/README.md, "Checkpoints").
// Threads:    plain values; no locking.
// Complexity: O(stacks, heap and variables in use + agents + objects); buffers are kept for the next use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "check/agent.h"
#include "check/graph_driver.h"
#include "check/model_memory.h"
#include "check/object.h"
#include "check/race_detector.h"
#include "check/snapshot.h"

namespace weft {

// The part of each stack that is in use, and where its fiber was suspended.
struct StacksCopy {
  std::vector<unsigned char> bytes;
  std::vector<void*> places;  // by agent; null: nothing on its stack matters any more
};

// `Rest`: what else belongs to an execution.
template <class Rest>
struct Checkpoint {
  GraphDriver::Point point;
  Snapshot::Copy variables;
  ModelMemory::Copy heaps;
  StacksCopy stacks;
  ObjectTable::Copy objects;
  RaceDetector::Point races;
  std::vector<AgentState> agents;
  Rest rest;
};

// Those of the execution that was last, the later the higher. Memory: bounded by their number and size.
template <class Rest>
class Checkpoints {
 public:
  bool empty() const { return used_ == 0; }
  bool full() const { return used_ == kMost; }
  const Checkpoint<Rest>& last() const { return *all_[used_ - 1]; }
  graph::EventIndex last_events() const { return empty() ? 0 : last().point.events; }
  void clear() { used_ = 0; }
  // Those after more events than so many are gone.
  void drop_after(graph::EventIndex events) {
    while (used_ > 0 && last().point.events > events) --used_;
  }
  Checkpoint<Rest>& add() {
    if (used_ == all_.size()) all_.push_back(std::make_unique<Checkpoint<Rest>>());
    return *all_[used_++];
  }

 private:
  static constexpr std::size_t kMost = 64;

  std::vector<std::unique_ptr<Checkpoint<Rest>>> all_;  // kept for their memory
  std::size_t used_ = 0;
};

}  // namespace weft
