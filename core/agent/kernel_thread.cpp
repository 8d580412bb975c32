#include "agent/kernel_thread.h"

#include <utility>

#include <mutex>
#include <new>

#include "agent/block_pool.h"
#include "agent/futex.h"
#include "agent/parking.h"
#include "agent/recording.h"
#include "agent/system_thread.h"

namespace weft::runtime {
namespace {

constexpr std::size_t kBlockBytes = sizeof(ControlBlock) + sizeof(KernelThread);

// Relaxed: both are read for a diagnosis only, after the threads they count have come to rest.
std::atomic<int> g_known{0};
std::atomic<int> g_parked{0};

// False: the deadline has passed. In the thread's poller, unless there is no room.
bool sleep_while(KernelThread& self, std::uint32_t seen, Deadline deadline) {
  if (Poller* const poller = self.sleeps_in.load(std::memory_order_relaxed)) {
    const Poller::Slept slept = poller->sleep(self.wakeups, seen, deadline);
    if (slept != Poller::Slept::no_room) return slept == Poller::Slept::woken;
  }
  return futex_wait(self.wakeups, seen, deadline);
}

// Sleeps until somebody replaces kParked. The word is read before the permit and changed after it, so a
// change of the permit that is missed here ends the futex_wait.
bool sleep_while_parked(ControlBlock& self, Deadline deadline) {
  auto& wakeups = kernel_thread_of(self).wakeups;
  for (;;) {
    const std::uint32_t seen = wakeups.load(std::memory_order_acquire);
    if (self.permit.load(std::memory_order_acquire) != ControlBlock::kParked) return true;
    if (!sleep_while(kernel_thread_of(self), seen, deadline)) return false;
  }
}

bool park_kernel_thread(ControlBlock& self, Deadline deadline) {
  std::uint8_t permit = ControlBlock::kNoPermit;
  bool in_time = true;
  const bool recorded = is_recording_now() && kernel_thread_of(self).counts;
  if (recorded) record(EventKind::park, self, about_wait(self));
  if (self.permit.compare_exchange_strong(permit, ControlBlock::kParked, std::memory_order_acq_rel)) {
    const int counted = deadline == kNever && kernel_thread_of(self).counts ? 1 : 0;
    g_parked.fetch_add(counted, std::memory_order_relaxed);
    self.state.store(AgentState::waiting, std::memory_order_relaxed);
    in_time = sleep_while_parked(self, deadline);
    self.state.store(AgentState::running, std::memory_order_relaxed);
    g_parked.fetch_sub(counted, std::memory_order_relaxed);
    self.switches.fetch_add(1, std::memory_order_relaxed);
  } else if (recorded) {
    record(EventKind::unpark, self);
  }
  if (recorded) record(EventKind::start, self);
  permit = self.permit.exchange(ControlBlock::kNoPermit, std::memory_order_acq_rel);
  return in_time || permit == ControlBlock::kPermit;
}

// Once the word is changed the thread may go on, and end. Where it found no room in its poller, it sleeps on
// the futex.
void resume_kernel_thread(ControlBlock& agent) {
  KernelThread& thread = kernel_thread_of(agent);
  Poller* const poller = thread.sleeps_in.load(std::memory_order_relaxed);  // set before it was seen parked
  thread.wakeups.fetch_add(1);
  if (poller != nullptr) poller->interrupt();
  futex_wake(thread.wakeups, 1);
}

constexpr AgentBehaviour kKernelThread{park_kernel_thread, resume_kernel_thread, nullptr};

ControlBlock& register_thread() {
  ControlBlock& agent = *allocate_block(kBlockBytes);
  begin_agent(agent, AgentKind::kernel_thread, kKernelThread);
  const Stack stack = system_stack();
  {
    const std::lock_guard lock(details_mutex());  // weft::agents() may look at the block's last owner
    auto& thread = *new (&kernel_thread_of(agent)) KernelThread();
    thread.stack = stack;
    thread.system_id = system_thread_id();
    agent.state.store(AgentState::running, std::memory_order_release);
  }
  g_known.fetch_add(1, std::memory_order_relaxed);
  return agent;
}

// Ends with the thread.
struct Registration {
  ControlBlock& agent = register_thread();
  ~Registration() {
    if (kernel_thread_of(agent).counts) g_known.fetch_sub(1, std::memory_order_relaxed);
    end_locals(agent);
    set_current_agent(nullptr);
    end_agent(agent);
    release_block(&agent, kBlockBytes);
  }
};

}  // namespace

ControlBlock& this_kernel_thread() {
  thread_local Registration registration;
  return registration.agent;
}

KernelThread& kernel_thread_of(ControlBlock& agent) { return *reinterpret_cast<KernelThread*>(&agent + 1); }

void exempt_kernel_thread() {
  KernelThread& thread = kernel_thread_of(this_kernel_thread());
  if (!std::exchange(thread.counts, false)) return;
  g_known.fetch_sub(1, std::memory_order_relaxed);
}

KernelThreadCount count_kernel_threads() {
  return {g_known.load(std::memory_order_relaxed), g_parked.load(std::memory_order_relaxed)};
}

}  // namespace weft::runtime
