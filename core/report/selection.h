// Which events of a failing execution its story needs.
// Threads: pure function; no locking.
#pragma once

#include <cstddef>
#include <vector>

#include "trace/outcome.h"

namespace weft {

// Indices into failure.events, ascending: the sides, whatever acts on the objects that they are about, notes
// and threads that come and go. Where the sides name no object: what acts on those that a preempted agent had
// just used or was about to use, and that others used meanwhile; where there are none, on all shared objects.
// At most `limit`, the last ones, but every side.
std::vector<std::size_t> select_events(const Failure& failure, std::size_t limit);

}  // namespace weft
