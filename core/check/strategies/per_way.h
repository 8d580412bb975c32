// Something for each way in which an agent may go on: normally, by a timeout, for no reason.
// Threads: plain value; no locking. Complexity: access constant, clear() in the number of agents seen.
#pragma once

#include <cstddef>
#include <vector>

#include "trace/schedule.h"

namespace weft {

template <class Value>
class PerWay {
 public:
  explicit PerWay(Value initial) : initial_(initial) {}

  Value& operator[](const Step& step) {
    const std::size_t index = step.agent.value * kVariants + static_cast<std::size_t>(step.variant);
    if (index >= values_.size()) values_.resize(index + 1, initial_);
    return values_[index];
  }
  // All ways of one agent are as they were at first.
  void clear(AgentId agent) {
    for (std::size_t v = 0; v < kVariants; ++v) (*this)[{agent, static_cast<Variant>(v)}] = initial_;
  }
  void clear() { values_.assign(values_.size(), initial_); }

 private:
  static constexpr std::size_t kVariants = 3;

  Value initial_;
  std::vector<Value> values_;
};

}  // namespace weft
