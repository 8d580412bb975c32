// Kernel threads as agents: their control blocks, and how they park: on a futex of their own.
#pragma once

#include "agent/control_block.h"
#include "agent/poller.h"
#include "agent/stack.h"

namespace weft::runtime {

// Lies behind the control block of a kernel thread.
struct KernelThread {
  std::atomic<std::uint32_t> wakeups{0};    // the futex word: counts what may end a wait
  std::atomic<Poller*> sleeps_in{nullptr};  // instead of on the futex; see park_in()
  Stack stack;                              // null where the system does not tell
  long system_id = 0;                       // of the operating system; 0 = unknown
  bool counts = true;                       // in KernelThreadCount
};

// The calling kernel thread's block, made at its first call and released when the thread ends.
ControlBlock& this_kernel_thread();

KernelThread& kernel_thread_of(ControlBlock& agent);

// Kernel threads of which the runtime knows, and those of them that are parked without a deadline: when all
// are, and no fiber can run, nothing ever will (sched/).
struct KernelThreadCount {
  int known = 0;
  int parked = 0;
};
KernelThreadCount count_kernel_threads();

// The calling kernel thread belongs to the runtime: it never wakes anybody of its own accord, so it does not
// count.
void exempt_kernel_thread();

}  // namespace weft::runtime
