#include "check/cycle_watch.h"

#include <utility>

namespace weft {

void CycleWatch::start_over() {
  places_.clear();
  bytes_ = 0;
}

// The table compares the states themselves where their hashes are the same.
const CycleWatch::Place* CycleWatch::find_or_keep(std::string state, Place place) {
  if (const auto known = places_.find(state); known != places_.end()) return &known->second;
  bytes_ += state.size();
  if (bytes_ <= kMostBytes) places_.emplace(std::move(state), place);
  return nullptr;
}

}  // namespace weft
