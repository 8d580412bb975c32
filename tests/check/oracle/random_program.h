// Random programs for differential tests: the same for the same seed on every platform.
#pragma once

#include "check/oracle/program.h"

namespace weft::oracle {

struct Recipe {
  int min_threads = 2, max_threads = 4;
  int min_operations = 2, max_operations = 4;  // of a thread, not counting locks and unlocks
  int min_locations = 2, max_locations = 3;
  // About. Operations, then critical sections, are left out of the longest threads until there are no more
  // than that, or nothing above the minimum is left.
  std::uint64_t max_interleavings = 4'000;
};

// A valid program.
Program random_program(std::uint64_t seed, const Recipe& recipe = {});

}  // namespace weft::oracle
