// Stacks for fibers: reserved in slabs, committed page by page as they are used, each above a guard page.
// Where stacks are kernel threads (stack_pool_wasm.cpp) there are contexts without memory.
// Threads:    any.
// Blocking:   a short lock, which workers take once for many stacks (stack_cache.h); the system when a new
//             slab is reserved.
// Complexity: O(1) a stack.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <vector>

#include "agent/exception_state.h"
#include "agent/fiber.h"
#include "agent/stack.h"

namespace weft::runtime {

struct ControlBlock;
struct Worker;

// A stack and the computation that is suspended on it. Lies at the top of the stack itself, so that a fiber
// that just waits touches one page.
struct StackContext {
  Fiber fiber;
  Stack stack;                                // what lies below this context
  ExceptionState exceptions;                  // of the C++ runtime, while suspended
  std::atomic<ControlBlock*> agent{nullptr};  // who runs on it; null: a worker between two agents, or nobody
  Worker* worker = nullptr;                   // who runs it; set by whoever switches to it (sched/)
  // While somebody records (weft/observe.h): how long its agent ran, in ticks, and since when it runs; 0: it
  // does not.
  std::atomic<std::uint64_t> cpu_ticks{0}, runs_since{0};
};

class StackPool {
 public:
  static constexpr std::size_t kSlabStacks = 64;

  // `stack_bytes`: usable, rounded up to whole pages.
  explicit StackPool(std::size_t stack_bytes);
  ~StackPool();  // every stack has been released
  StackPool(const StackPool&) = delete;
  StackPool& operator=(const StackPool&) = delete;

  // Throws std::bad_alloc when the system has no more address space.
  StackContext& acquire();
  void release(StackContext& stack);
  // As many as there is room for, in one go. None of them is touched: each lies in a page of its own.
  void acquire(std::span<StackContext*> stacks);
  void release(std::span<StackContext* const> stacks);

  // Every stack, in use or not, while they change: look only at `agent` and `stack`.
  void for_each(const std::function<void(const StackContext&)>& visit) const;

 private:
  StackContext& context_in(std::byte* slab, std::size_t index) const;
  void register_pool();
  void reserve_slab();
  void release_slab(std::byte* slab);

  const std::size_t stride_;  // bytes from one stack to the next, guard page included
  mutable std::mutex mutex_;
  std::vector<StackContext*> free_;  // guarded by mutex_; has room for all
  std::vector<std::byte*> slabs_;    // guarded by mutex_
};

// Every stack of every pool, as StackPool::for_each. Pools wait with their end until it is over.
void for_each_stack(const std::function<void(const StackContext&)>& visit);

// The stack that overflows when `address` is touched: the one above the guard page it lies in. Its context is
// null where that is no guard page. For signal handlers.
struct GuardedStack {
  const StackContext* context = nullptr;
  std::size_t bytes = 0;  // as asked of the pool
};
GuardedStack stack_above_guard(const void* address);

// Bytes of `stack` that have been touched since it was reserved, in whole pages.
std::size_t stack_high_water(const Stack& stack);

}  // namespace weft::runtime
