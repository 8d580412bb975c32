// Address space from the system. Committed when touched. Failing to get it is a bug of ours or of the
// machine: checked, not returned.
#pragma once

#include <cstddef>

namespace weft {

void* reserve_memory(std::size_t bytes);  // whatever it holds
void* reserve_zeros(std::size_t bytes);
void release_memory(void* start, std::size_t bytes);
void forbid_access(void* start, std::size_t bytes);  // guard pages, where the machine has them

}  // namespace weft
