#include "sched/handover.h"

#include <utility>

namespace weft::runtime {

// The lock waits until the monitor has decided.
void settle_handover(Worker& worker) {
  const std::lock_guard lock(worker.handover_mutex);
  worker.taking_away.store(false, std::memory_order_relaxed);
}

// Relaxed: the fences make one of the two see the other. Acquire: what the worker did to its processor
// before it left is seen.
Processor* take_processor_away(Worker& worker) {
  const std::lock_guard lock(worker.handover_mutex);
  worker.taking_away.store(true, std::memory_order_relaxed);
  heavy_fence();
  if (worker.in_runtime.load(std::memory_order_acquire)) {
    worker.taking_away.store(false, std::memory_order_relaxed);
    return nullptr;
  }
  return std::exchange(worker.processor, nullptr);
}

}  // namespace weft::runtime
