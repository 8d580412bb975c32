#include <sys/mman.h>

#include "check/address_space.h"
#include "contract/check.h"

namespace weft {

void* reserve_memory(std::size_t bytes) {
  void* start =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  WEFT_CHECK(start != MAP_FAILED);
  return start;
}

void* reserve_zeros(std::size_t bytes) { return reserve_memory(bytes); }

void release_memory(void* start, std::size_t bytes) { munmap(start, bytes); }

void forbid_access(void* start, std::size_t bytes) { WEFT_CHECK(mprotect(start, bytes, PROT_NONE) == 0); }

}  // namespace weft
