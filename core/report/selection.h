// Which events of a failing execution its story needs.
// Threads: pure function; no locking.
#pragma once

#include <cstddef>
#include <vector>

#include "trace/outcome.h"

namespace weft {

// Indices into failure.events, ascending: the sides, whatever acts on the objects that they are about (all
// shared objects when they name none), notes and threads that come and go. At most `limit`, the last ones,
// but every side.
std::vector<std::size_t> select_events(const Failure& failure, std::size_t limit);

}  // namespace weft
