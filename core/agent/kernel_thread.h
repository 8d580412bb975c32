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
  std::atomic<bool> fiber_resumed{false};   // the fiber that has it to itself; see sched/fiber_threads.cpp
};

// The calling kernel thread's block, made at its first call and released when the thread ends.
ControlBlock& this_kernel_thread();

KernelThread& kernel_thread_of(ControlBlock& agent);

// Whether it waits as an agent of the program: not for the runtime, nor for a fiber that runs on it.
// Relaxed: written by the thread itself, or a guess.
inline bool waits_itself(ControlBlock& agent) {
  return kernel_thread_of(agent).counts && agent.reason.load(std::memory_order_relaxed) != WaitReason::none;
}

// Kernel threads of which the runtime knows, and those of them that are parked without a deadline: when all
// are, and no fiber can run, nothing ever will (sched/deadlock.cpp). All read at one instant. One that is
// being woken counts as parked only while whoever wakes it is still at that.
struct KernelThreadCount {
  std::uint32_t known = 0;
  std::uint32_t parked = 0;
  std::uint32_t woken = 0;  // ever; wraps around

  bool all_parked() const { return known == parked; }
  friend bool operator==(const KernelThreadCount&, const KernelThreadCount&) = default;
};
KernelThreadCount count_kernel_threads();
void count_woken_kernel_thread();  // one that was kParkedForEver

// Called by whoever comes to rest when all known kernel threads are parked, and is about to sleep or to end.
void call_when_all_are_parked(void (*function)());

// The calling kernel thread belongs to the runtime: it never wakes anybody of its
// own accord, so it does not count.
void exempt_kernel_thread();
std::uint32_t count_exempt_kernel_threads();

}  // namespace weft::runtime
