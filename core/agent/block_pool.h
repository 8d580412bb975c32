// Memory for control blocks and what belongs to them (a closure, a coroutine's frame). It is never given back
// to the system: a pointer to a freed block leads to a free block or to its next life. That makes stale
// wakeups harmless and a registry of all agents free of charge.
// Threads:    any.
// Blocking:   a short lock once in kBatch calls.
// Complexity: O(1); a kernel thread keeps up to 2 * kBatch free blocks of each size for itself.
// Source:     Bonwick, "The Slab Allocator", USENIX 1994; magazines: Bonwick and Adams, USENIX 2001.
#pragma once

#include <cstddef>
#include <functional>

#include "agent/control_block.h"

namespace weft::runtime {

inline constexpr std::size_t kBlockGrain =
    32;  // bytes: sizes are multiples of it, and blocks are aligned to it
inline constexpr std::size_t kLargestBlock = 32 * kBlockGrain;

// A block of `bytes` <= kLargestBlock that starts with a ControlBlock of state `unused`; what its last owner
// left in the other fields is still there.
ControlBlock* allocate_block(std::size_t bytes);

// `block` came from allocate_block(bytes); its state is made `unused`.
void release_block(ControlBlock* block, std::size_t bytes);

// Visits every block there is, in use or not, while they change: look only at atomics.
void for_each_block(const std::function<void(ControlBlock&)>& visit);

}  // namespace weft::runtime
