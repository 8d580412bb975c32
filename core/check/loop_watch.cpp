#include "check/loop_watch.h"

#include <algorithm>

namespace weft {

bool LoopWatch::wants_state(std::uintptr_t site, const std::vector<LoopRead>& reads) const {
  if (sites_.contains(site)) return true;
  return std::any_of(reads.begin(), reads.end(), [&](const LoopRead& read) { return read.site == site; });
}

LoopWatch::Finding LoopWatch::look(std::uintptr_t site, graph::Location location, std::uint64_t state,
                                   std::vector<LoopRead>& reads) {
  const auto before = std::find_if(reads.begin(), reads.end(), [&](const LoopRead& read) {
    return read.site == site && read.location == location && (read.state == 0 || read.state == state);
  });
  if (before == reads.end()) return Finding::nothing;
  if (state == 0) return Finding::unknown;
  if (before->state == 0) {  // the next time round will tell
    before->state = state;
    return Finding::nothing;
  }
  const std::size_t known = sites_.size();
  for (auto read = before; read != reads.end(); ++read) sites_.insert(read->site);
  if (sites_.size() > known) return Finding::new_sites;
  const LoopRead& last = reads.back();
  rejected_[key(last.state, last.location, last.way)].push_back(last.value);
  return Finding::new_value;
}

std::uint64_t LoopWatch::way(const std::vector<LoopRead>& reads) {
  if (reads.empty()) return 0;
  const LoopRead& last = reads.back();
  std::uint64_t hash = last.way + 1;
  for (const std::uint64_t part : {std::uint64_t{last.site}, std::uint64_t{last.location}, last.state})
    hash = (hash ^ part) * 0x9fb21c651e98df25ull, hash ^= hash >> 32;
  return hash;
}

const graph::RejectedValues* LoopWatch::rejected(std::uint64_t state, graph::Location location,
                                                 std::uint64_t way) const {
  const auto found = rejected_.find(key(state, location, way));
  return found == rejected_.end() ? nullptr : &found->second;
}

}  // namespace weft
