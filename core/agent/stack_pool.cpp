// What is the same whatever a slab is made of.
#include "agent/stack_pool.h"

#include <algorithm>

namespace weft::runtime {
namespace {

struct Registry {
  std::mutex mutex;
  std::vector<const StackPool*> pools;  // guarded by mutex
};

Registry& registry() {
  static auto& all = *new Registry();
  return all;
}

}  // namespace

void StackPool::register_pool() {
  const std::lock_guard lock(registry().mutex);
  registry().pools.push_back(this);
}

StackPool::~StackPool() {
  const std::lock_guard lock(registry().mutex);
  std::erase(registry().pools, this);
  for (std::byte* slab : slabs_) release_slab(slab);
}

StackContext& StackPool::acquire() {
  StackContext* stack = nullptr;
  acquire({&stack, 1});
  return *stack;
}

void StackPool::release(StackContext& stack) {
  StackContext* const one = &stack;
  release({&one, 1});
}

void StackPool::acquire(std::span<StackContext*> stacks) {
  const std::lock_guard lock(mutex_);
  while (free_.size() < stacks.size()) {
    const std::size_t all = (slabs_.size() + 1) * kSlabStacks;
    if (free_.capacity() < all) free_.reserve(2 * all);
    reserve_slab();
  }
  std::copy(free_.end() - stacks.size(), free_.end(), stacks.begin());
  free_.resize(free_.size() - stacks.size());
}

void StackPool::release(std::span<StackContext* const> stacks) {
  const std::lock_guard lock(mutex_);
  free_.insert(free_.end(), stacks.begin(), stacks.end());
}

void StackPool::for_each(const std::function<void(const StackContext&)>& visit) const {
  const std::lock_guard lock(mutex_);
  for (std::byte* slab : slabs_)
    for (std::size_t i = 0; i < kSlabStacks; ++i) visit(context_in(slab, i));
}

void for_each_stack(const std::function<void(const StackContext&)>& visit) {
  const std::lock_guard lock(registry().mutex);
  for (const StackPool* pool : registry().pools) pool->for_each(visit);
}

}  // namespace weft::runtime
