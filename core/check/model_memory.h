// The memory that model threads live in: for each agent one slice with its stack and its heap, at the same
// addresses in every execution. Each agent allocates from its own slice, so addresses do not depend on the
// schedule. Ownership: reserves address space once; pages are committed as they are touched and kept. Errors:
// allocate() returns null when the budget is spent. Complexity: allocate and release O(1) amortised;
// start_over O(heap used).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "agent/stack.h"
#include "check/limits.h"

namespace weft {

enum class HeapState : std::uint8_t { outside, valid, red_zone, freed, not_a_block };

class ModelMemory {
 public:
  explicit ModelMemory(std::uint32_t agents = kMaxAgents);
  ~ModelMemory();
  ModelMemory(const ModelMemory&) = delete;
  ModelMemory& operator=(const ModelMemory&) = delete;

  std::uint32_t agents() const { return agents_; }
  std::uintptr_t base() const { return base_; }
  std::size_t bytes() const { return bytes_; }
  bool contains(std::uintptr_t address) const { return address - base_ < bytes(); }

  Stack stack(std::uint32_t agent);
  bool in_guard(std::uintptr_t address) const;  // below some agent's stack: it overflowed
  bool on_stack(std::uintptr_t address) const {
    return contains(address) && offset_in_slice(address) < kStackBytes;
  }
  std::uint32_t agent_of(std::uintptr_t address) const {
    const std::uintptr_t behind_first = address - base_ - kFirstSliceBytes;
    return address - base_ < kFirstSliceBytes ? 0
                                              : static_cast<std::uint32_t>(1 + behind_first / kSliceBytes);
  }

  void* allocate(std::uint32_t agent, std::size_t bytes, std::size_t alignment);
  // valid: done. freed: double free. Anything else: not the start of a block.
  HeapState release(void* block);
  std::size_t size_of(void* block) const;  // 0 unless a valid block starts there

  // Whether the bytes at `address` are those of a heap block that nobody has written since it was allocated.
  bool is_fresh(std::uintptr_t address, std::size_t bytes) const;

  // What [address, address + bytes) is part of. `outside` for addresses that are not heap.
  HeapState state(std::uintptr_t address, std::size_t bytes) const;
  // Whether it may certainly be accessed: outside, or within one granule of a block. False says nothing.
  bool is_surely_valid(std::uintptr_t address, std::size_t bytes) const {
    return !contains(address) || on_stack(address) || is_in_granule(address, bytes);
  }
  // Start and number of the block (valid or freed) around or right before `address`; block 0 = none.
  struct Block {
    std::uintptr_t start = 0;
    std::size_t bytes = 0;
    std::uint32_t number = 0;
  };
  Block block_at(std::uintptr_t address) const;

  void set_budget(std::size_t bytes) { budget_ = bytes; }
  std::size_t live_bytes() const { return live_; }
  // With what an allocator keeps beside each block.
  std::size_t footprint() const { return live_ + live_blocks_ * (sizeof(Header) + kRedZoneBytes); }
  std::uint32_t live_blocks() const { return live_blocks_; }
  std::uint32_t kept_blocks() const { return kept_blocks_; }  // of static initialisers, see keep_prefix()
  std::vector<Block> blocks_in_use() const;  // those that no prefix holds, by address; O(heap used)

  // What was allocated up to here (static initialisers) belongs to every execution.
  void keep_prefix();
  // Kept prefix of an agent's heap; its contents are restored by the snapshot, not here.
  std::pair<std::uintptr_t, std::size_t> prefix(std::uint32_t agent) const;
  void start_over();
  // The part of an agent's heap that was handed out, freed blocks included.
  std::pair<std::uintptr_t, std::size_t> heap_in_use(std::uint32_t agent) const {
    const Slice& own = slices_[agent];
    return own.prepared ? std::pair(own.heap, own.next - own.heap)
                        : std::pair(std::uintptr_t{0}, std::size_t{0});
  }

  // The heaps as they are now, to be put back in the same execution. O(heap used)
  struct Copy {
    std::vector<unsigned char> bytes;  // of all heaps, but for their prefixes
    std::vector<std::uint8_t> marks;
    std::vector<std::uintptr_t> ends;
    std::size_t live = 0;
    std::uint32_t live_blocks = 0, numbers = 0;
  };
  std::size_t heap_bytes() const;
  void copy_to(Copy& copy) const;
  void put_back(const Copy& copy);

 private:
  struct alignas(16) Header {  // fills the granule before its block
    std::size_t bytes;
    std::uint32_t number;
  };
  struct Slice {
    std::uintptr_t heap = 0;  // first byte
    std::uintptr_t next = 0;  // first free byte
    std::uintptr_t kept = 0;  // end of the prefix that belongs to every execution
    bool prepared = false;
    std::vector<std::uint8_t> kept_marks;
  };

  Slice& slice(std::uint32_t agent);
  std::uintptr_t low_of(std::uint32_t agent) const {
    return agent == 0 ? base_ : base_ + kFirstSliceBytes + (agent - 1) * kSliceBytes;
  }
  std::uintptr_t offset_in_slice(std::uintptr_t address) const {
    if constexpr (kFirstSliceBytes == kSliceBytes) return (address - base_) % kSliceBytes;
    return address - low_of(agent_of(address));
  }
  static std::size_t granules_in(std::uintptr_t low, std::uintptr_t end) { return (end - low) / kGranule; }
  std::uint8_t* granule(std::uintptr_t address) const { return granules_ + (address - base_) / kGranule; }
  bool is_in_granule(std::uintptr_t address, std::size_t bytes) const {
    const std::uint8_t valid = *granule(address);
    return valid <= kGranule && address % kGranule + bytes <= valid;
  }
  void mark(std::uintptr_t low, std::size_t bytes, std::uint8_t mark);
  bool starts_block(std::uintptr_t address) const;
  static const Header& header_of(std::uintptr_t block) { return reinterpret_cast<const Header*>(block)[-1]; }

  static constexpr std::size_t kGranule = 16;
  static constexpr std::size_t kRedZoneBytes = 16;

  std::uintptr_t base_ = 0;
  std::uint32_t agents_;
  std::size_t bytes_ = 0;             // of all slices
  std::uint8_t* granules_ = nullptr;  // a mark for each 16 bytes, see model_memory.cpp
  std::vector<Slice> slices_;
  std::uint32_t in_use_ = 0;  // slices beyond were never touched
  std::size_t budget_ = 256u << 20;
  std::size_t live_ = 0, kept_live_ = 0;
  std::uint32_t live_blocks_ = 0, kept_blocks_ = 0;
  std::uint32_t numbers_ = 0, kept_numbers_ = 0;
};

}  // namespace weft
