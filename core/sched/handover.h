// How a processor is taken from a worker whose agent sits in a blocking call that the program did not mark.
//
// While an agent's own code runs, its worker is outside the runtime and may lose its processor at any moment.
// On entering the runtime the worker says so and then looks whether somebody is taking it away; the monitor
// says that it is, and then looks whether the worker is inside. The fences make one of the two see the other.
// Entering happens all the time and must cost next to nothing; taking away is rare.
// Rejected: a status word changed by compare-exchange on every entry (6 ns each).
// Checked:  tests/verify/programs/handover.cpp; tests/litmus/patterns.h, StoreBufferingAsymmetric.
#pragma once

#include "agent/asymmetric_fence.h"
#include "sched/worker.h"

namespace weft::runtime {

void settle_handover(Worker& worker);
// The processor that `worker` had, if it is outside the runtime; null when it is inside or has none.
Processor* take_processor_away(Worker& worker);

// False: the processor is being looked at just now: enter_runtime() instead. Orders: as there.
inline bool enters_at_once(Worker& worker) {
  worker.in_runtime.store(true, std::memory_order_relaxed);
  light_fence();
  return !worker.taking_away.load(std::memory_order_relaxed);
}

// From here on worker.processor stays what it is: null when it was taken away. Relaxed: the light fence
// pairs with the heavy one of take_processor_away().
inline void enter_runtime(Worker& worker) {
  if (!enters_at_once(worker)) [[unlikely]]
    settle_handover(worker);
}

// Release: what the worker did to its processor is seen by who gets it.
inline void leave_runtime(Worker& worker) { worker.in_runtime.store(false, std::memory_order_release); }

// Inside the runtime for as long as this lives, unless the caller already was.
class InRuntime {
 public:
  explicit InRuntime(Worker* worker)
      : worker_(worker == nullptr || worker->in_runtime.load(std::memory_order_relaxed) ? nullptr : worker) {
    if (worker_ != nullptr) enter_runtime(*worker_);
  }
  ~InRuntime() {
    if (worker_ != nullptr) leave_runtime(*worker_);
  }
  InRuntime(const InRuntime&) = delete;
  InRuntime& operator=(const InRuntime&) = delete;

 private:
  Worker* worker_;
};

}  // namespace weft::runtime
