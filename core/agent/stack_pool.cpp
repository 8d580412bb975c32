// What is the same whatever a slab is made of.
#include "agent/stack_pool.h"

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
  const std::lock_guard lock(mutex_);
  if (free_ == nullptr) reserve_slab();
  StackContext& context = *free_;
  free_ = context.next;
  return context;
}

void StackPool::release(StackContext& context) {
  const std::lock_guard lock(mutex_);
  context.next = free_;
  free_ = &context;
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
