// Exact happens-before race detection for plain and atomic memory accesses.
// Keeps, for each 4 bytes of the memory watched, the last write and the reads since; narrower accesses split
// the cell into bytes. Cells carry the number of the execution that wrote them, so starting over costs
// nothing. Threads:    one at a time. Complexity: O(1) an access, O(readers) after concurrent reads. Source:
// Flanagan and Freund, "FastTrack", PLDI 2009.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "check/object.h"
#include "check/vector_clock.h"
#include "contract/ids.h"

namespace weft {

struct RaceSide {
  AgentId agent;
  bool is_write = false;
  bool atomic = false;
};

struct Race {
  std::uintptr_t address = 0;  // first byte both sides touch
  RaceSide earlier;
  RaceSide later;
};

class RaceDetector {
 public:
  RaceDetector();
  ~RaceDetector();
  RaceDetector(const RaceDetector&) = delete;
  RaceDetector& operator=(const RaceDetector&) = delete;

  // Accesses outside every watched stretch are ignored. `low` 4-aligned.
  void watch(std::uintptr_t low, std::size_t bytes);
  bool watches(std::uintptr_t address) const;
  void start_over();

  // `clock` is the accessing agent's own. `objects` holds the atomic locations.
  std::optional<Race> plain(AgentId agent, const VectorClock& clock, std::uintptr_t address,
                            std::size_t bytes, bool is_write, const ObjectTable& objects);
  // An atomic access to `location`, checked against plain ones; also recorded in the location.
  std::optional<Race> atomic(AgentId agent, const VectorClock& clock, Object& location, std::uint32_t bytes,
                             bool reads, bool writes);

 private:
  using Epoch = std::uint32_t;  // agent << 24 | clock; 0 = never
  struct Cell {
    std::uint32_t stamp = 0;  // execution that wrote the cell
    Epoch write = 0;
    Epoch read = 0;  // one reader; or index into many_ when `many`
    std::uint32_t many : 1 = 0;
    std::uint32_t has_atomic : 1 = 0;
    std::uint32_t split : 30 = 0;  // index + 1 into bytes_
  };
  // Cells take five times the memory they stand for: made chunk by chunk, as it is used.
  struct Stretch {
    std::uintptr_t low = 0;
    std::size_t bytes = 0;
    std::vector<Cell*> chunks;
  };

  Stretch* stretch_of(std::uintptr_t address);
  Cell& cell_at(Stretch& stretch, std::size_t offset);
  Cell& fresh(Cell& cell);
  template <class Visit>
  void for_each_part(std::uintptr_t address, std::size_t bytes, Visit visit);
  std::array<Cell, 4>& split(Cell& cell);
  std::uint32_t new_readers();
  std::uint32_t copy_readers(std::uint32_t readers);
  std::optional<RaceSide> access(Cell& cell, AgentId agent, const VectorClock& clock, bool is_write);
  void add_reader(Cell& cell, Epoch now, const VectorClock& clock);
  std::optional<RaceSide> conflict_with_plain(const Cell& cell, const VectorClock& clock, AgentId agent,
                                              bool is_write) const;

  std::uint32_t stamp_ = 1;
  std::vector<Stretch> stretches_;
  std::vector<std::array<Cell, 4>> bytes_;
  std::vector<VectorClock> many_;
  std::size_t many_used_ = 0;
};

}  // namespace weft
