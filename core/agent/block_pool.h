// Memory for control blocks and what belongs to them (a closure, a coroutine's frame). It is never given back
// to the system: a pointer to a freed block leads to a free block or to its next life. That makes stale
// wakeups harmless and a registry of all agents free of charge.
// Threads:    any.
// Blocking:   a short lock once in kBlockBatch calls.
// Complexity: O(1); a kernel thread keeps up to 2 * kBlockBatch free blocks of each size for itself.
// Source:     Bonwick, "The Slab Allocator", USENIX 1994; magazines: Bonwick and Adams, USENIX 2001.
#pragma once

#include <array>
#include <cstddef>
#include <functional>

#include "agent/block_marks.h"
#include "agent/control_block.h"
#include "contract/check.h"

namespace weft::runtime {

inline constexpr std::size_t kBlockGrain =
    32;  // bytes: sizes are multiples of it, and blocks are aligned to it
inline constexpr std::size_t kLargestBlock = 32 * kBlockGrain;

inline constexpr std::size_t kBlockSizes = kLargestBlock / kBlockGrain;
inline constexpr std::size_t kBlockBatch = 64;

// Linked by ControlBlock::next.
struct FreeBlocks {
  ControlBlock* first = nullptr;
  std::size_t count = 0;

  void push(ControlBlock* block) {
    block->next = first;
    first = block;
    ++count;
  }
  ControlBlock* pop() {
    ControlBlock* const block = first;
    first = block->next;
    --count;
    return block;
  }
  FreeBlocks take(std::size_t most) {
    FreeBlocks taken;
    while (first != nullptr && taken.count < most) taken.push(pop());
    return taken;
  }
};

// What the kernel thread keeps for itself, by sizes. Plain memory, so that finding it costs no check: whoever
// puts the first block into an empty list calls will_return_blocks(), so that they go back when it ends.
extern constinit thread_local std::array<FreeBlocks, kBlockSizes> t_free_blocks;
void will_return_blocks();
void take_free_blocks(std::size_t size);  // some from those that no thread has
void give_free_blocks(std::size_t size);  // some back

inline std::size_t block_size_index(std::size_t bytes) {
  const std::size_t last = bytes - 1;
  WEFT_CHECK(last < kLargestBlock);
  return last / kBlockGrain;
}

// A block of `bytes` <= kLargestBlock that starts with a ControlBlock of state `unused`; what its last owner
// left in the other fields is still there.
inline ControlBlock* allocate_block(std::size_t bytes) {
  const std::size_t size = block_size_index(bytes);
  if (t_free_blocks[size].first == nullptr) [[unlikely]]
    take_free_blocks(size);
  ControlBlock* const block = t_free_blocks[size].pop();
  mark_used(*block, bytes);
  return block;
}

// `block` came from allocate_block(bytes). Release: whoever sees that it is unused sees all that was done
// with it before.
inline void release_block(ControlBlock* block, std::size_t bytes) {
  const std::size_t size = block_size_index(bytes);
  block->state.store(AgentState::unused, std::memory_order_release);
  mark_free(*block, (size + 1) * kBlockGrain);
  FreeBlocks& free = t_free_blocks[size];
  if (free.first == nullptr) [[unlikely]]
    will_return_blocks();
  free.push(block);
  if (free.count >= 2 * kBlockBatch) [[unlikely]]
    give_free_blocks(size);
}

// Visits every block there is, in use or not, while they change: look only at atomics.
void for_each_block(const std::function<void(ControlBlock&)>& visit);

}  // namespace weft::runtime
