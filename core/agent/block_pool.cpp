#include "agent/block_pool.h"

#include <array>
#include <cstdlib>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

namespace weft::runtime {
namespace {

constexpr std::size_t kChunkBytes = 64 << 10;  // at most
constexpr std::size_t kCacheLine = 64;

// An even number of blocks, so that nothing is left over.
std::size_t chunk_bytes(std::size_t block_bytes) {
  return kChunkBytes / (2 * block_bytes) * (2 * block_bytes);
}

std::size_t bytes_of_size(std::size_t index) { return (index + 1) * kBlockGrain; }

// The blocks of one size that no thread keeps for itself.
class Depot {
 public:
  FreeBlocks take_batch(std::size_t block_bytes) {
    const std::lock_guard lock(mutex_);
    if (batches_.empty()) carve_chunk(block_bytes);
    const FreeBlocks batch = batches_.back();
    batches_.pop_back();
    return batch;
  }

  void give_batch(FreeBlocks batch) {
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
    FreeBlocks all;
    for (std::size_t at = 0; at < chunk_bytes(block_bytes); at += block_bytes) {
      all.push(new (chunk + at) ControlBlock());
      mark_free(*all.first, block_bytes);
    }
    chunks_.push_back(chunk);
    while (all.count > 0) batches_.push_back(all.take(kBlockBatch));
  }

  std::mutex mutex_;
  std::vector<FreeBlocks> batches_;
  std::vector<std::byte*> chunks_;
};

// Never destroyed: agents may end after static destructors ran.
std::array<Depot, kBlockSizes>& depots() {
  static auto& all = *new std::array<Depot, kBlockSizes>();
  return all;
}

// Gives all of it back when the kernel thread ends.
struct Returner {
  bool registered = false;
  ~Returner() {
    for (std::size_t i = 0; i < kBlockSizes; ++i) depots()[i].give_batch(std::exchange(t_free_blocks[i], {}));
  }
};
thread_local Returner t_returner;

}  // namespace

constinit thread_local std::array<FreeBlocks, kBlockSizes> t_free_blocks{};

void will_return_blocks() { t_returner.registered = true; }

void take_free_blocks(std::size_t size) {
  will_return_blocks();
  t_free_blocks[size] = depots()[size].take_batch(bytes_of_size(size));
}

void give_free_blocks(std::size_t size) { depots()[size].give_batch(t_free_blocks[size].take(kBlockBatch)); }

void for_each_block(const std::function<void(ControlBlock&)>& visit) {
  for (std::size_t i = 0; i < kBlockSizes; ++i) depots()[i].for_each(bytes_of_size(i), visit);
}

}  // namespace weft::runtime
