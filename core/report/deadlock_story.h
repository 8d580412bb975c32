// The circle of a deadlock, or who waits for a notification that nobody can send, one sentence per agent.
// Threads: pure function; no locking.
#pragma once

#include <string>
#include <vector>

#include "trace/outcome.h"

namespace weft {

// One line per edge of failure.waits, in its order:
// "thread 1 holds A (taken at f.cpp:12) and waits for B (f.cpp:13), which thread 2 holds (taken at
// f.cpp:21)".
std::vector<std::string> deadlock_lines(const Failure& failure);

}  // namespace weft
