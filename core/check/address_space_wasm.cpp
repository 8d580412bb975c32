#include <cstdlib>

#include "check/address_space.h"
#include "contract/check.h"

namespace weft {

void* reserve_memory(std::size_t bytes) {
  void* start = std::aligned_alloc(64, (bytes + 63) / 64 * 64);
  WEFT_CHECK(start != nullptr);
  return start;
}

void* reserve_zeros(std::size_t bytes) { return __builtin_memset(reserve_memory(bytes), 0, bytes); }

void release_memory(void* start, std::size_t) { std::free(start); }

void forbid_access(void*, std::size_t) {}

}  // namespace weft
