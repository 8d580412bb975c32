#include "check/race_detector.h"

#include <algorithm>

#include "check/address_space.h"
#include "contract/check.h"

namespace weft {
namespace {

constexpr std::size_t kWidestAtomic = 16;

// An agent with an access in `past` that does not happen before `clock`.
std::optional<AgentId> unordered(const VectorClock& past, const VectorClock& clock, AgentId self) {
  for (std::uint32_t i = 0; i < past.size(); ++i)
    if (i != self.value && past.at(i) > clock.at(i)) return AgentId(i);
  return std::nullopt;
}

}  // namespace

RaceDetector::RaceDetector() = default;

RaceDetector::~RaceDetector() {
  for (Stretch& s : stretches_)
    for (Cell* chunk : s.chunks)
      if (chunk != nullptr) release_memory(chunk, kChunkBytes / kCellBytes * sizeof(Cell));
}

void RaceDetector::watch(std::uintptr_t low, std::size_t bytes) {
  WEFT_CHECK(low % kCellBytes == 0);
  bytes = (bytes + kCellBytes - 1) / kCellBytes * kCellBytes;
  stretches_.push_back({low, bytes, std::vector<Cell*>((bytes + kChunkBytes - 1) / kChunkBytes)});
}

bool RaceDetector::watches(std::uintptr_t address) const {
  for (const Stretch& s : stretches_)
    if (address - s.low < s.bytes) return true;
  return false;
}

void RaceDetector::start_over() {
  stamp_ = ++newest_stamp_;
  earlier_stamps_.clear();
  changes_.clear();
  bytes_.clear();
  many_used_ = 0;
}

void RaceDetector::keep(Point& point) {
  earlier_stamps_.push_back(stamp_);
  stamp_ = ++newest_stamp_;
  point.changes = changes_.size();
  point.earlier_stamps = earlier_stamps_.size();
  point.bytes = bytes_;
  point.many.resize(std::max(point.many.size(), many_used_));
  std::copy_n(many_.begin(), many_used_, point.many.begin());
  point.many_used = many_used_;
}

void RaceDetector::go_back_to(const Point& point) {
  for (; changes_.size() > point.changes; changes_.pop_back()) *changes_.back().cell = changes_.back().before;
  earlier_stamps_.resize(point.earlier_stamps);
  stamp_ = ++newest_stamp_;
  bytes_ = point.bytes;
  many_used_ = point.many_used;
  std::copy_n(point.many.begin(), many_used_, many_.begin());
}

// Whether what the cell says is of an earlier part of this execution: it counts, and may be gone back to.
bool RaceDetector::take_over(Cell& cell) {
  if (std::find(earlier_stamps_.rbegin(), earlier_stamps_.rend(), cell.stamp) == earlier_stamps_.rend())
    return false;
  changes_.push_back({&cell, cell});
  cell.stamp = stamp_;
  return true;
}

RaceDetector::Cell& RaceDetector::cell_at(Stretch& stretch, std::size_t offset) {
  Cell*& chunk = stretch.chunks[offset / kChunkBytes];
  if (chunk == nullptr) chunk = static_cast<Cell*>(reserve_zeros(kChunkBytes / kCellBytes * sizeof(Cell)));
  return fresh(chunk[offset % kChunkBytes / kCellBytes]);
}

RaceDetector::Cell& RaceDetector::fresh(Cell& cell) {
  if (cell.stamp != stamp_ && !take_over(cell)) {
    cell = Cell();
    cell.stamp = stamp_;
  }
  return cell;
}

std::array<RaceDetector::Cell, 4>& RaceDetector::split(Cell& cell) {
  if (cell.split == 0) {
    const Cell whole = cell;
    bytes_.push_back({whole, whole, whole, whole});
    if (whole.many)
      for (Cell& byte : bytes_.back()) byte.read = copy_readers(whole.read);
    cell.split = static_cast<std::uint32_t>(bytes_.size());
  }
  return bytes_[cell.split - 1];
}

std::uint32_t RaceDetector::new_readers() {
  if (many_used_ == many_.size()) many_.emplace_back();
  many_[many_used_].clear();
  return static_cast<std::uint32_t>(many_used_++);
}

std::uint32_t RaceDetector::copy_readers(std::uint32_t readers) {
  const std::uint32_t copy = new_readers();
  many_[copy].assign(many_[readers]);
  return copy;
}

// Calls visit(cell, address) for each cell, or byte of a split cell, that [address, address + bytes) touches,
// until one returns true.
template <class Visit>
void RaceDetector::for_each_part(std::uintptr_t address, std::size_t bytes, Visit visit) {
  Stretch* const stretch = stretch_of(address);
  if (stretch == nullptr) return;
  const std::uintptr_t end = std::min(address + bytes, stretch->low + stretch->bytes);
  while (address < end) {
    Cell& cell = cell_at(*stretch, address - stretch->low);
    const std::uintptr_t cell_end = address / kCellBytes * kCellBytes + kCellBytes;
    const bool whole = address % kCellBytes == 0 && end >= cell_end;
    if (whole && cell.split == 0) {
      if (visit(cell, address)) return;
      address = cell_end;
      continue;
    }
    for (; address < end && address < cell_end; ++address)
      if (visit(split(cell)[address % kCellBytes], address)) return;
  }
}

std::optional<RaceSide> RaceDetector::conflict_with_plain(const Cell& cell, const VectorClock& clock,
                                                          AgentId agent, bool is_write) const {
  if (cell.write != 0 && !ordered(cell.write, clock))
    return RaceSide{AgentId(agent_of(cell.write)), true, false};
  if (!is_write) return std::nullopt;
  if (cell.many) {
    if (auto reader = unordered(many_[cell.read], clock, agent)) return RaceSide{*reader, false, false};
  } else if (cell.read != 0 && !ordered(cell.read, clock)) {
    return RaceSide{AgentId(agent_of(cell.read)), false, false};
  }
  return std::nullopt;
}

void RaceDetector::add_reader(Cell& cell, Epoch now, const VectorClock& clock) {
  if (!cell.many && (cell.read == 0 || ordered(cell.read, clock))) {
    cell.read = now;
    return;
  }
  if (!cell.many) {
    const std::uint32_t readers = new_readers();
    many_[readers].set(agent_of(cell.read), ticks_of(cell.read));
    cell.read = readers;
    cell.many = 1;
  }
  many_[cell.read].set(agent_of(now), ticks_of(now));
}

std::optional<RaceSide> RaceDetector::access(Cell& cell, AgentId agent, const VectorClock& clock,
                                             bool is_write) {
  const Epoch now = epoch_of(agent, clock);
  if (is_write ? cell.write == now && cell.read == 0 && !cell.many : cell.read == now && !cell.many)
    return std::nullopt;
  if (auto other = conflict_with_plain(cell, clock, agent, is_write)) return other;
  if (is_write) {
    cell.write = now;
    cell.read = 0;
    cell.many = 0;
  } else {
    add_reader(cell, now, clock);
  }
  return std::nullopt;
}

std::optional<Race> RaceDetector::plain(AgentId agent, const VectorClock& clock, std::uintptr_t address,
                                        std::size_t bytes, bool is_write, const ObjectTable& objects) {
  std::optional<Race> race;
  bool near_atomic = false;
  for_each_part(address, bytes, [&](Cell& cell, std::uintptr_t at) {
    near_atomic |= cell.has_atomic;
    if (auto other = access(cell, agent, clock, is_write)) race = Race{at, *other, {agent, is_write, false}};
    return race.has_value();
  });
  if (race || !near_atomic) return race;
  for (std::uintptr_t at = address + bytes; at-- + kWidestAtomic > address + 1;) {
    const Object* location = objects.find(at);
    if (location == nullptr || location->kind != ObjectKind::memory) continue;
    if (at + location->atomic_bytes <= address) continue;
    if (auto writer = unordered(location->atomic_writes, clock, agent))
      return Race{std::max(at, address), {*writer, true, true}, {agent, is_write, false}};
    if (!is_write) continue;
    if (auto reader = unordered(location->atomic_reads, clock, agent))
      return Race{std::max(at, address), {*reader, false, true}, {agent, true, false}};
  }
  return std::nullopt;
}

std::optional<Race> RaceDetector::atomic(AgentId agent, const VectorClock& clock, Object& location,
                                         std::uint32_t bytes, bool reads, bool writes) {
  std::optional<Race> race;
  for_each_part(location.address, bytes, [&](Cell& cell, std::uintptr_t at) {
    cell.has_atomic = 1;
    if (auto other = conflict_with_plain(cell, clock, agent, writes))
      race = Race{at, *other, {agent, writes, true}};
    return race.has_value();
  });
  location.atomic_bytes = std::max(location.atomic_bytes, bytes);
  note_atomic(agent, clock, location, reads, writes);
  return race;
}

}  // namespace weft
