// Vector clocks of the events of a graph, a few rows for each event, in one flat table that can be cut back.
// Shape:      row(e, k)[a] = how many events of agent a lie in the past that row k of event e stands for.
// Threads:    one at a time. Rows move when the table grows or widens: a pointer lives until the next push.
// Complexity: joins O(width); widening copies the table.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "check/graph/event.h"

namespace weft::graph {

class ClockRows {
 public:
  // Signed and short, since x86-64 without extensions finds the larger of eight of those at once.
  using Tick = std::int16_t;
  enum Row : std::uint32_t {
    kPorf,     // program order and reads-from: what must be there for the event to be there
    kHb,       // happens before
    kRelease,  // write: what one that acquires it learns
    kPast,     // program order, reads-from, modification order and from-reads: sequential consistency
    kRows
  };
  static constexpr std::uint32_t kMostTicks = 32'000;

  std::uint32_t width() const { return width_; }

  void push() { cells_.resize(cells_.size() + kRows * width_, 0); }

  // Only the first `events` events are left, with the rows that they had when there were no more.
  void cut(EventIndex events) {
    for (; !changes_.empty() && changes_.back().by >= events;
         changes_.pop_back(), undo_.resize(undo_.size() - width_))
      if (changes_.back().event < events)
        copy(row(changes_.back().event, kPast), &undo_[undo_.size() - width_]);
    cells_.resize(std::size_t{events} * kRows * width_);
  }

  Tick* row(EventIndex event, Row row) { return &cells_[(std::size_t{event} * kRows + row) * width_]; }
  const Tick* row(EventIndex event, Row row) const {
    return &cells_[(std::size_t{event} * kRows + row) * width_];
  }

  void join(Tick* into, const Tick* from) const {
    for (std::uint32_t i = 0; i < width_; ++i) into[i] = std::max(into[i], from[i]);
  }
  void copy(Tick* into, const Tick* from) const { std::copy_n(from, width_, into); }

  // The past of `event` grows by that of `by`, the newest event, until that one is cut off.
  void extend_past(EventIndex event, EventIndex by) {
    changes_.push_back({event, by});
    const Tick* const old = row(event, kPast);
    undo_.insert(undo_.end(), old, old + width_);
    join(row(event, kPast), row(by, kPast));
  }

  // Makes room for `agents` agents.
  void widen_to(std::uint32_t agents) {
    if (agents <= width_) return;
    const std::uint32_t wider = (agents + kStep - 1) / kStep * kStep;
    for (std::vector<Tick>* table : {&cells_, &undo_}) *table = widened(*table, wider);
    width_ = wider;
  }

 private:
  static constexpr std::uint32_t kStep = 8;
  struct Change {
    EventIndex event, by;
  };

  std::vector<Tick> widened(const std::vector<Tick>& table, std::uint32_t wider) const {
    std::vector<Tick> result(table.size() / width_ * wider, 0);
    for (std::size_t r = 0; r * width_ < table.size(); ++r)
      std::copy_n(&table[r * width_], width_, &result[r * wider]);
    return result;
  }

  std::uint32_t width_ = kStep;
  std::vector<Tick> cells_;
  std::vector<Change> changes_;
  std::vector<Tick> undo_;  // the past that each of changes_ replaced
};

}  // namespace weft::graph
