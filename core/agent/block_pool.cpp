#include "agent/block_pool.h"

#include <array>
#include <cstdlib>
#include <mutex>
#include <new>
#include <vector>

#include "agent/block_marks.h"
#include "contract/check.h"

namespace weft::runtime {
namespace {

constexpr std::size_t kBatch = 64;
constexpr std::size_t kSizes = kLargestBlock / kBlockGrain;
constexpr std::size_t kChunkBytes = 64 << 10;  // at most
constexpr std::size_t kCacheLine = 64;

// An even number of blocks, so that nothing is left over.
std::size_t chunk_bytes(std::size_t block_bytes) {
  return kChunkBytes / (2 * block_bytes) * (2 * block_bytes);
}

std::size_t size_index(std::size_t bytes) {
  WEFT_CHECK(bytes > 0 && bytes <= kLargestBlock);
  return (bytes - 1) / kBlockGrain;
}

std::size_t bytes_of_size(std::size_t index) { return (index + 1) * kBlockGrain; }

// Free blocks, linked by ControlBlock::next.
struct FreeList {
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
  FreeList take(std::size_t most) {
    FreeList taken;
    while (first != nullptr && taken.count < most) taken.push(pop());
    return taken;
  }
};

// The blocks of one size that no thread keeps for itself.
class Depot {
 public:
  FreeList take_batch(std::size_t block_bytes) {
    const std::lock_guard lock(mutex_);
    if (batches_.empty()) carve_chunk(block_bytes);
    const FreeList batch = batches_.back();
    batches_.pop_back();
    return batch;
  }

  void give_batch(FreeList batch) {
    if (batch.count == 0) return;
    const std::lock_guard lock(mutex_);
    batches_.push_back(batch);
  }

  void for_each(std::size_t block_bytes, const std::function<void(ControlBlock&)>& visit) {
    std::vector<std::byte*> chunks;
    {
      const std::lock_guard lock(mutex_);
      chunks = chunks_;
    }
    for (std::byte* chunk : chunks)
      for (std::size_t at = 0; at < chunk_bytes(block_bytes); at += block_bytes)
        visit(*std::launder(reinterpret_cast<ControlBlock*>(chunk + at)));
  }

 private:
  void carve_chunk(std::size_t block_bytes) {
    auto* const chunk = static_cast<std::byte*>(std::aligned_alloc(kCacheLine, chunk_bytes(block_bytes)));
    if (chunk == nullptr) throw std::bad_alloc();
    FreeList all;
    for (std::size_t at = 0; at < chunk_bytes(block_bytes); at += block_bytes) {
      all.push(new (chunk + at) ControlBlock());
      mark_free(*all.first, block_bytes);
    }
    chunks_.push_back(chunk);
    while (all.count > 0) batches_.push_back(all.take(kBatch));
  }

  std::mutex mutex_;
  std::vector<FreeList> batches_;
  std::vector<std::byte*> chunks_;
};

// Never destroyed: agents may end after static destructors ran.
std::array<Depot, kSizes>& depots() {
  static auto& all = *new std::array<Depot, kSizes>();
  return all;
}

// What a kernel thread keeps for itself; goes back when it ends.
struct Magazines {
  std::array<FreeList, kSizes> free;
  ~Magazines() {
    for (std::size_t i = 0; i < kSizes; ++i) depots()[i].give_batch(free[i]);
  }
};

thread_local Magazines t_magazines;

}  // namespace

ControlBlock* allocate_block(std::size_t bytes) {
  const std::size_t index = size_index(bytes);
  FreeList& free = t_magazines.free[index];
  if (free.first == nullptr) free = depots()[index].take_batch(bytes_of_size(index));
  ControlBlock* const block = free.pop();
  mark_used(*block, bytes);
  return block;
}

// Release: whoever sees that it is unused sees all that was done with it before.
void release_block(ControlBlock* block, std::size_t bytes) {
  const std::size_t index = size_index(bytes);
  block->state.store(AgentState::unused, std::memory_order_release);
  mark_free(*block, bytes_of_size(index));
  FreeList& free = t_magazines.free[index];
  free.push(block);
  if (free.count >= 2 * kBatch) depots()[index].give_batch(free.take(kBatch));
}

void for_each_block(const std::function<void(ControlBlock&)>& visit) {
  for (std::size_t i = 0; i < kSizes; ++i) depots()[i].for_each(bytes_of_size(i), visit);
}

}  // namespace weft::runtime
