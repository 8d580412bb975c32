// Free stacks at hand for one kernel thread, so that it takes the pool's lock once for many.
// Threads:    the owner's only.
// Complexity: O(1), and O(kBatch) once in kBatch calls.
#pragma once

#include <array>

#include "agent/stack_pool.h"

namespace weft::runtime {

class StackCache {
 public:
  StackContext& acquire(StackPool& pool) {
    if (size_ == 0) {
      pool.acquire({stacks_.data(), kBatch});
      size_ = kBatch;
    }
    StackContext& stack = *stacks_[--size_];
    if (size_ > 0) __builtin_prefetch(stacks_[size_ - 1], 1);
    return stack;
  }
  void release(StackPool& pool, StackContext& stack) {
    if (size_ == stacks_.size()) release_some(pool, kBatch);
    stacks_[size_++] = &stack;
  }
  void release_all(StackPool& pool) { release_some(pool, size_); }

 private:
  static constexpr std::size_t kBatch = 16;

  void release_some(StackPool& pool, std::size_t count) {
    size_ -= count;
    if (count > 0) pool.release({stacks_.data() + size_, count});
  }

  std::array<StackContext*, 2 * kBatch> stacks_;
  std::size_t size_ = 0;
};

}  // namespace weft::runtime
