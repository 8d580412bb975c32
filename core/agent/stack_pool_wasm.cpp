// The stack of a fiber is that of a kernel thread (fiber_baton.cpp): a slab holds contexts only.
#include <new>

#include "agent/stack_pool.h"

namespace weft::runtime {

StackPool::StackPool(std::size_t) : stride_(sizeof(StackContext)) { register_pool(); }

StackContext& StackPool::context_in(std::byte* slab, std::size_t index) const {
  return *std::launder(reinterpret_cast<StackContext*>(slab + index * stride_));
}

void StackPool::reserve_slab() {
  auto* const slab = static_cast<std::byte*>(::operator new(stride_* kSlabStacks));
  slabs_.push_back(slab);
  for (std::size_t i = kSlabStacks; i-- > 0;) {
    auto& context = *new (slab + i * stride_) StackContext();
    free_.push_back(&context);
  }
}

void StackPool::release_slab(std::byte* slab) {
  for (std::size_t i = 0; i < kSlabStacks; ++i) context_in(slab, i).~StackContext();
  ::operator delete(slab);
}

std::size_t stack_high_water(const Stack&) { return 0; }

}  // namespace weft::runtime
