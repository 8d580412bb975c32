// Whole states of a program in one execution, to find out that it goes round in a circle: what it is in once
// more, with the same choices to come, goes on for ever.
// Threads:    one at a time.
// Complexity: memory O(states looked at x their bytes), up to kMostBytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace weft {

class CycleWatch {
 public:
  struct Place {
    std::size_t picks = 0;    // made so far
    std::uint64_t steps = 0;  // taken so far
  };

  void start_over();
  // The last place before with this state, byte for byte; else null, and the state is kept. The result lives
  // until the next call.
  const Place* find_or_keep(std::string state, Place place);

 private:
  static constexpr std::size_t kMostBytes = std::size_t{64} << 20;

  std::unordered_map<std::string, Place> places_;
  std::size_t bytes_ = 0;
};

}  // namespace weft
