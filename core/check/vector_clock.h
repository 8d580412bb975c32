// What an agent knows of every agent's past, and the latest virtual time it may have seen.
// Shape:   at(i) = number of releases of agent i that happen before this point; entries beyond size() are
// zero. Threads: plain value; no locking. Complexity: join and assign O(agents of the execution). Source:
// Lamport, "Time, Clocks, and the Ordering of Events", CACM 1978; Mattern 1989.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "check/limits.h"

namespace weft {

class VectorClock {
 public:
  VectorClock() = default;
  VectorClock(const VectorClock& other) { assign(other); }
  VectorClock& operator=(const VectorClock& other) {
    assign(other);
    return *this;
  }

  std::uint32_t at(std::uint32_t agent) const { return agent < size_ ? ticks_[agent] : 0; }
  std::uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::uint64_t time() const { return time_; }
  void advance_time_to(std::uint64_t nanoseconds) { time_ = std::max(time_, nanoseconds); }

  void clear() {
    size_ = 0;
    time_ = 0;
  }

  void tick(std::uint32_t agent) {
    grow_to(agent + 1);
    ++ticks_[agent];
  }

  void set(std::uint32_t agent, std::uint32_t ticks) {
    grow_to(agent + 1);
    ticks_[agent] = ticks;
  }

  // Agents of which `ticks` says more than 0 have that many.
  template <class Tick>
  void set_positive(std::span<const Tick> ticks) {
    auto size = static_cast<std::uint32_t>(ticks.size());
    while (size > 0 && ticks[size - 1] <= 0) --size;
    grow_to(size);
    for (std::uint32_t i = 0; i < size; ++i)
      ticks_[i] = ticks[i] > 0 ? static_cast<std::uint32_t>(ticks[i]) : ticks_[i];
  }

  void join(const VectorClock& other) {
    grow_to(other.size_);
    for (std::uint32_t i = 0; i < other.size_; ++i) ticks_[i] = std::max(ticks_[i], other.ticks_[i]);
    time_ = std::max(time_, other.time_);
  }

  void assign(const VectorClock& other) {
    size_ = other.size_;
    time_ = other.time_;
    std::copy_n(other.ticks_.begin(), size_, ticks_.begin());
  }

 private:
  void grow_to(std::uint32_t size) {
    while (size_ < size) ticks_[size_++] = 0;
  }

  std::uint32_t size_ = 0;
  std::uint64_t time_ = 0;  // nanoseconds
  std::array<std::uint32_t, kMaxAgents> ticks_;
};

}  // namespace weft
