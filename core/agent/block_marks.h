// Tells AddressSanitizer which blocks of the pool are in use, so that it reports who touches a coroutine's
// frame, a closure or what else lay in a block after its agent has ended. A free block's ControlBlock may
// always be looked at (block_pool.h). In other builds nothing of this is left.
#pragma once

#include <cstddef>

#include "agent/control_block.h"

#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#endif

namespace weft::runtime {

#if __has_feature(address_sanitizer)
// What of the block its owner did not ask for stays forbidden.
inline void mark_used(ControlBlock& block, std::size_t bytes) {
  __asan_unpoison_memory_region(&block + 1, bytes - sizeof(block));
}
inline void mark_free(ControlBlock& block, std::size_t block_bytes) {
  __asan_poison_memory_region(&block + 1, block_bytes - sizeof(block));
}
#else
inline void mark_used(ControlBlock&, std::size_t) {}
inline void mark_free(ControlBlock&, std::size_t) {}
#endif

}  // namespace weft::runtime
