// Why a memory other than an interleaved one may behave as in a failing execution, and what would forbid it.
// Threads: pure function; no locking.
#pragma once

#include <string>
#include <vector>

#include "trace/outcome.h"

namespace weft {

// Lines for each of the accesses that are as in no interleaving: what it may see, and what would order it.
std::vector<std::string> weak_lines(const Failure& failure);

}  // namespace weft
