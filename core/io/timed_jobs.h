// What is to be called later, by time, and in the order in which it came where that is the same.
// Threads:    one at a time.
// Complexity: O(log n) each.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>

#include "agent/deadline.h"
#include "weft/detail/job.h"
#include "weft/virtual_clock.h"

namespace weft::runtime {

class TimedJobs {
 public:
  struct Due {
    event_id timer;
    Deadline time;
    weft::detail::job job;
  };

  bool empty() const { return jobs_.empty(); }
  // Of the first one; kNever when empty.
  Deadline earliest() const { return jobs_.empty() ? kNever : jobs_.begin()->first.time; }

  void add(event_id timer, Deadline time, weft::detail::job job) {
    jobs_.emplace(Place{time, next_}, Entry{timer, std::move(job)});
    places_.emplace(timer, Place{time, next_++});
  }

  bool remove(event_id timer) {
    const auto place = places_.find(timer);
    if (place == places_.end()) return false;
    jobs_.erase(place->second);
    places_.erase(place);
    return true;
  }

  // The first one, if its time has come.
  std::optional<Due> take_due(Deadline now) {
    if (earliest() > now || jobs_.empty()) return std::nullopt;
    auto first = jobs_.extract(jobs_.begin());
    places_.erase(first.mapped().timer);
    return Due{first.mapped().timer, first.key().time, std::move(first.mapped().job)};
  }

 private:
  struct Place {
    Deadline time;
    std::uint64_t number;
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  struct Entry {
    event_id timer;
    weft::detail::job job;
  };

  std::map<Place, Entry> jobs_;
  std::unordered_map<event_id, Place> places_;
  std::uint64_t next_ = 0;
};

}  // namespace weft::runtime
