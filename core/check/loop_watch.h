// Finds loops that wait: an agent comes to a read for the second time in the same state, having changed
// nothing on its way. What it read last would bring it here for ever, so it waits for another value there.
// What was learnt holds wherever an agent has come the same way since its last effect: on another, what leads
// back to the first read of a loop would be its first time there, from where it may leave. Threads:    one at
// a time. Complexity: O(reads since the agent's last effect) at a read. Source:     after Kokologiannakis,
// Marmanis, Vafeiadis, "Unblocking Dynamic Partial Order Reduction", CAV 2023.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "check/graph/event.h"

namespace weft {

// A read of an agent since its last effect.
struct LoopRead {
  std::uintptr_t site = 0;  // where in the program's code
  graph::Location location = 0;
  std::uint64_t state = 0;      // hash of its registers and stack then; 0 = not looked at
  graph::EventIndex event = 0;  // kNone: it is left out of the graph
  std::uint64_t value = 0;
  std::uint64_t way = 0;  // hash of the reads before it
};

class LoopWatch {
 public:
  enum class Finding : std::uint8_t {
    nothing,
    new_sites,  // reads that loops consist of, not known as such so far: all executions before are in vain
    new_value,  // one more value that the last of the reads cannot read
    unknown     // it may be a loop that waits, and nobody can tell
  };

  // Before an agent reads; `state` 0: not known. `reads` are those since its last effect.
  Finding look(std::uintptr_t site, graph::Location location, std::uint64_t state,
               std::vector<LoopRead>& reads);
  // Whether the state of an agent that is about to read there matters.
  bool wants_state(std::uintptr_t site, const std::vector<LoopRead>& reads) const;

  // The reads that loops consist of, so that another watch need not find them.
  const std::unordered_set<std::uintptr_t>& sites() const { return sites_; }
  void add_sites(std::span<const std::uintptr_t> sites) { sites_.insert(sites.begin(), sites.end()); }

  // Null unless something was learnt.
  const graph::RejectedValues* rejected(std::uint64_t state, graph::Location location,
                                        const std::vector<LoopRead>& reads) const {
    return rejected(state, location, way(reads));
  }
  const graph::RejectedValues* rejected(std::uint64_t state, graph::Location location,
                                        std::uint64_t way) const;

  // Hash of these reads: sites, locations and states.
  static std::uint64_t way(const std::vector<LoopRead>& reads);

 private:
  static std::uint64_t key(std::uint64_t state, graph::Location location, std::uint64_t way) {
    return (state * 0x9e3779b97f4a7c15ull + location) * 0x9fb21c651e98df25ull + way;
  }

  std::unordered_set<std::uintptr_t> sites_;
  std::unordered_map<std::uint64_t, graph::RejectedValues> rejected_;
};

}  // namespace weft
