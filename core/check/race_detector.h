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

  // What was known at some point of an execution, to be gone back to: the last points first. A cell that
  // changes after a point is kept as it was before. Complexity: O(cells changed since).
  struct Point;
  void keep(Point& point);
  void go_back_to(const Point& point);

  // The common case of plain(): up to four whole cells, and nothing special about them. False: plain() must
  // look, from the start.
  bool passes(AgentId agent, const VectorClock& clock, std::uintptr_t address, std::size_t bytes,
              bool is_write);

  // The same of atomic(): to cells that were accessed before in this execution.
  bool passes_atomic(AgentId agent, const VectorClock& clock, Object& location, std::uint32_t bytes,
                     bool reads, bool writes);

  // `clock` is the accessing agent's own. `objects` holds the atomic locations.
  std::optional<Race> plain(AgentId agent, const VectorClock& clock, std::uintptr_t address,
                            std::size_t bytes, bool is_write, const ObjectTable& objects);
  // An atomic access to `location`, checked against plain ones; also recorded in the location.
  std::optional<Race> atomic(AgentId agent, const VectorClock& clock, Object& location, std::uint32_t bytes,
                             bool reads, bool writes);

 private:
  using Epoch = std::uint32_t;  // agent << 24 | clock; 0 = never
  struct Cell {
    std::uint32_t stamp = 0;  // execution, or part of one between two points, that wrote the cell
    Epoch write = 0;
    Epoch read = 0;  // one reader; or index into many_ when `many`
    std::uint32_t many : 1 = 0;
    std::uint32_t has_atomic : 1 = 0;
    std::uint32_t split : 30 = 0;  // index + 1 into bytes_
  };
  struct Change {
    Cell* cell;
    Cell before;
  };
  // Cells take five times the memory they stand for: made chunk by chunk, as it is used.
  struct Stretch {
    std::uintptr_t low = 0;
    std::size_t bytes = 0;
    std::vector<Cell*> chunks;
  };

  static constexpr std::uint32_t kClockBits = 24;
  static constexpr std::uint32_t kClockMask = (1u << kClockBits) - 1;
  static constexpr std::size_t kCellBytes = 4;
  static constexpr std::size_t kMostPassing = 16;  // bytes
  static constexpr std::size_t kChunkBytes =
      kWideAddresses ? (1u << 28) : (1u << 16);  // of the memory watched

  static Epoch epoch_of(AgentId agent, const VectorClock& clock) {
    return agent.value << kClockBits | (clock.at(agent.value) & kClockMask);
  }
  static std::uint32_t agent_of(Epoch epoch) { return epoch >> kClockBits; }
  static std::uint32_t ticks_of(Epoch epoch) { return epoch & kClockMask; }
  // Whether the access at `epoch` happens before one made with `clock`; one that never was does.
  static bool ordered(Epoch epoch, const VectorClock& clock) {
    return ticks_of(epoch) <= clock.at(agent_of(epoch));
  }
  // The same for one made at `now` by the agent with that clock: most accesses are to what was its own
  // before.
  static bool ordered(Epoch epoch, Epoch now, const VectorClock& clock) {
    return agent_of(epoch ^ now) == 0 || ordered(epoch, clock);
  }
  bool passes(Cell& cell, Epoch now, const VectorClock& clock, bool is_write);
  static bool passes_atomic(const Cell& cell, Epoch now, const VectorClock& clock, bool writes) {
    return cell.has_atomic && !cell.many && cell.split == 0 && ordered(cell.write, now, clock) &&
           (!writes || ordered(cell.read, now, clock));
  }
  bool bytes_pass_atomic(std::uintptr_t address, std::size_t bytes, Epoch now, const VectorClock& clock,
                         bool writes);
  // The cells that [address, address + bytes) touches; null unless all of them are of one chunk that is
  // there.
  [[gnu::always_inline]] Cell* cells_at(std::uintptr_t address, std::size_t bytes) {
    const Stretch* const stretch = stretch_of(address);
    if (stretch == nullptr) return nullptr;
    const std::size_t offset = address - stretch->low;
    Cell* const chunk = stretch->chunks[offset / kChunkBytes];
    if (chunk == nullptr || offset + bytes > stretch->bytes || offset % kChunkBytes + bytes > kChunkBytes)
      return nullptr;
    return chunk + offset % kChunkBytes / kCellBytes;
  }
  static bool are_whole(std::uintptr_t address, std::size_t bytes) {
    return (bytes | address) % kCellBytes == 0 && bytes <= kMostPassing;
  }
  static void note_atomic(AgentId agent, const VectorClock& clock, Object& location, bool reads,
                          bool writes) {
    const std::uint32_t ticks = clock.at(agent.value);
    if (reads) location.atomic_reads.set(agent.value, ticks);
    if (writes) location.atomic_writes.set(agent.value, ticks);
  }

  Stretch* stretch_of(std::uintptr_t address) {
    for (Stretch& s : stretches_)
      if (address - s.low < s.bytes) return &s;
    return nullptr;
  }
  Cell& cell_at(Stretch& stretch, std::size_t offset);
  Cell& fresh(Cell& cell);
  bool take_over(Cell& cell);
  template <class Visit>
  void for_each_part(std::uintptr_t address, std::size_t bytes, Visit visit);
  std::array<Cell, 4>& split(Cell& cell);
  std::uint32_t new_readers();
  std::uint32_t copy_readers(std::uint32_t readers);
  std::optional<RaceSide> access(Cell& cell, AgentId agent, const VectorClock& clock, bool is_write);
  void add_reader(Cell& cell, Epoch now, const VectorClock& clock);
  std::optional<RaceSide> conflict_with_plain(const Cell& cell, const VectorClock& clock, AgentId agent,
                                              bool is_write) const;

  std::uint32_t stamp_ = 1, newest_stamp_ = 1;
  std::vector<std::uint32_t> earlier_stamps_;  // of the parts of this execution before; ascending
  std::vector<Change> changes_;                // of cells that those wrote
  std::vector<Stretch> stretches_;
  std::vector<std::array<Cell, 4>> bytes_;
  std::vector<VectorClock> many_;
  std::size_t many_used_ = 0;
};

struct RaceDetector::Point {
  std::size_t changes = 0, earlier_stamps = 0;
  std::vector<std::array<Cell, 4>> bytes;
  std::vector<VectorClock> many;
  std::size_t many_used = 0;
};

[[gnu::always_inline]] inline bool RaceDetector::passes(Cell& cell, Epoch now, const VectorClock& clock,
                                                        bool is_write) {
  if (cell.stamp != stamp_) {
    // To take over what an earlier part of this execution wrote needs memory, which the hooks cannot ask for.
    if (!earlier_stamps_.empty() && cell.stamp >= earlier_stamps_.front()) return false;
    cell = {.stamp = stamp_, .write = is_write ? now : 0, .read = is_write ? 0 : now};
    return true;
  }
  if (cell.many || cell.has_atomic || cell.split != 0) return false;
  if (!ordered(cell.write, now, clock) || !ordered(cell.read, now, clock)) return false;
  if (is_write) {
    cell.write = now;
    cell.read = 0;
  } else {
    cell.read = now;
  }
  return true;
}

[[gnu::always_inline]] inline bool RaceDetector::passes(AgentId agent, const VectorClock& clock,
                                                        std::uintptr_t address, std::size_t bytes,
                                                        bool is_write) {
  Cell* const cells = are_whole(address, bytes) ? cells_at(address, bytes) : nullptr;
  if (cells == nullptr) return false;
  const Epoch now = epoch_of(agent, clock);
  for (std::size_t i = 0; i < bytes / kCellBytes; ++i)
    if (!passes(cells[i], now, clock, is_write)) return false;
  return true;
}

// Of one cell that is split.
inline bool RaceDetector::bytes_pass_atomic(std::uintptr_t address, std::size_t bytes, Epoch now,
                                            const VectorClock& clock, bool writes) {
  const std::size_t first = address % kCellBytes;
  if (first + bytes > kCellBytes) return false;
  const Cell* const cell = cells_at(address, bytes);
  if (cell == nullptr || cell->stamp != stamp_ || cell->split == 0) return false;
  for (std::size_t i = first; i < first + bytes; ++i)
    if (!passes_atomic(bytes_[cell->split - 1][i], now, clock, writes)) return false;
  return true;
}

inline bool RaceDetector::passes_atomic(AgentId agent, const VectorClock& clock, Object& location,
                                        std::uint32_t bytes, bool reads, bool writes) {
  if (location.atomic_bytes < bytes) return false;
  const Epoch now = epoch_of(agent, clock);
  if (!are_whole(location.address, bytes)) {
    if (!bytes_pass_atomic(location.address, bytes, now, clock, writes)) return false;
  } else {
    const Cell* const cells = cells_at(location.address, bytes);
    if (cells == nullptr) return false;
    for (std::size_t i = 0; i < bytes / kCellBytes; ++i)
      if (cells[i].stamp != stamp_ || !passes_atomic(cells[i], now, clock, writes)) return false;
  }
  note_atomic(agent, clock, location, reads, writes);
  return true;
}

}  // namespace weft
