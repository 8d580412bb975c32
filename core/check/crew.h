// Copies of this process that explore the parts of a search side by side.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace weft {

class Crew {
 public:
  // What came of a part.
  struct Done {
    std::string report;  // for the one that puts all together
    bool ends = false;   // what comes after this part does not matter
    bool tells = false;  // this process knows what cannot be reported: the execution that failed
  };
  using Explore = std::function<Done(std::size_t part)>;

  virtual ~Crew() = default;

  // Has the parts 0 .. count - 1 explored by `workers` copies of this process, each part by one of them,
  // lower parts first. Returns in one process only, with the reports in order, up to the first part that ends
  // the search: in a copy, if it is the one that tells of that part (or, when none ends the search, of the
  // first part that there is something to tell of); else in the process that called. All others are gone
  // then, except that the caller, where a copy goes on in its place, waits for it and ends as it does. A copy
  // that dies ends the search at its part, and the caller dies as it did. No reports: no copy could be made.
  virtual std::vector<std::string> explore(std::size_t count, int workers, const Explore& explore) = 0;

  // Asked by a copy: whether an earlier part has ended the search.
  virtual bool is_moot(std::size_t part) const = 0;
};

}  // namespace weft
