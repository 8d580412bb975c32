#include "agent/kernel_thread.h"

#include <utility>

#include <mutex>
#include <new>

#include "agent/block_pool.h"
#include "agent/current_agent.h"
#include "agent/futex.h"
#include "agent/parking.h"
#include "agent/recording.h"
#include "agent/system_thread.h"

namespace weft::runtime {
namespace {

constexpr std::size_t kBlockBytes = sizeof(ControlBlock) + sizeof(KernelThread);

// KernelThreadCount in one word, so that it is of one instant. `woken` is on top, where it may overflow;
// `parked` may borrow from `known` for a moment, when one is woken before it is counted.
constexpr std::uint64_t kOneParked = 1, kOneKnown = std::uint64_t{1} << 20,
                        kOneWoken = std::uint64_t{1} << 40;
std::atomic<std::uint64_t> g_counts{0};
std::atomic<std::uint32_t> g_exempt{0};
std::atomic<void (*)()> g_when_all_are_parked{nullptr};

void tell_if_all_are_parked() {
  if (!count_kernel_threads().all_parked()) return;
  if (const auto function = g_when_all_are_parked.load()) function();
}

// False: the deadline has passed. In the thread's poller, unless there is no room. Relaxed: only this
// thread writes it.
bool sleep_while(KernelThread& self, std::uint32_t seen, Deadline deadline) {
  if (Poller* const poller = self.sleeps_in.load(std::memory_order_relaxed)) {
    const Poller::Slept slept = poller->sleep(self.wakeups, seen, deadline);
    if (slept != Poller::Slept::no_room) return slept == Poller::Slept::woken;
  }
  return futex_wait(self.wakeups, seen, deadline);
}

// Until the deadline, or until `wakeups` is no longer what was seen before the thread said that it parks.
// Whoever unparks it changes that last: on its permit alone the thread must not go on. It could park again,
// and be counted twice, or end. Acquire: what was read of its block was read before.
void sleep_until_resumed(KernelThread& self, std::uint32_t seen, Deadline deadline = kNever) {
  while (self.wakeups.load(std::memory_order_acquire) == seen)
    if (!sleep_while(self, seen, deadline)) return;
}

// False: the permit was there. Release: what the thread noted before it parked is seen by who wakes it
// (sleeps_in). Relaxed: statistics.
bool sleep(ControlBlock& self, std::uint32_t seen, Deadline deadline) {
  const bool counted = deadline == kNever && kernel_thread_of(self).counts;
  const std::uint8_t parked = counted ? ControlBlock::kParkedForEver : ControlBlock::kParked;
  std::uint8_t permit = ControlBlock::kNoPermit;
  if (!self.permit.compare_exchange_strong(permit, parked, std::memory_order_acq_rel)) return false;
  if (counted) {
    g_counts.fetch_add(kOneParked);
    tell_if_all_are_parked();
  }
  sleep_until_resumed(kernel_thread_of(self), seen, deadline);
  self.switches.fetch_add(1, std::memory_order_relaxed);
  return true;
}

// Acquire of the permit: what the one who granted it did before is seen. Relaxed: `wakeups` changes only
// while the permit says kParked; states are shown to people, and a guess for spinning mutexes.
bool park_kernel_thread(ControlBlock& self, Deadline deadline) {
  const bool recorded = is_recording_now() && waits_itself(self);
  if (recorded) record(EventKind::park, self, about_wait(self));
  self.state.store(AgentState::waiting, std::memory_order_relaxed);
  const std::uint32_t seen = kernel_thread_of(self).wakeups.load(std::memory_order_relaxed);
  const bool slept = sleep(self, seen, deadline);
  const bool unparked =
      self.permit.exchange(ControlBlock::kNoPermit, std::memory_order_acq_rel) == ControlBlock::kPermit;
  if (slept && unparked) sleep_until_resumed(kernel_thread_of(self), seen);
  self.state.store(AgentState::running, std::memory_order_relaxed);
  if (recorded) record_return(self, slept && unparked);
  return unparked;
}

// Release, with the word: its block has been read, and the thread may go on, and end. Where it found no room
// in its poller, it sleeps on the futex.
void resume_kernel_thread(ControlBlock& agent) {
  KernelThread& thread = kernel_thread_of(agent);
  Poller* const poller = thread.sleeps_in.load(std::memory_order_relaxed);  // set before it was seen parked
  thread.wakeups.fetch_add(1);
  if (poller != nullptr) poller->interrupt();
  futex_wake(thread.wakeups, 1);
}

constexpr AgentBehaviour kKernelThread{park_kernel_thread, resume_kernel_thread, nullptr};

// Blocks of threads that have ended, for other threads only: whoever woke one may still have to wake its
// futex, and weft::agents() may look at it.
struct EndedThreads {
  std::mutex mutex;
  ControlBlock* first = nullptr;  // through ControlBlock::next; guarded by mutex
};

EndedThreads& ended_threads() {
  static auto& all = *new EndedThreads();
  return all;
}

ControlBlock& take_block() {
  {
    const std::lock_guard lock(ended_threads().mutex);
    if (ControlBlock* const block = ended_threads().first) {
      ended_threads().first = block->next;
      return *block;
    }
  }
  ControlBlock& block = *allocate_block(kBlockBytes);
  new (&kernel_thread_of(block)) KernelThread();
  return block;
}

void keep_block(ControlBlock& block) {
  block.state.store(AgentState::unused, std::memory_order_release);
  const std::lock_guard lock(ended_threads().mutex);
  block.next = std::exchange(ended_threads().first, &block);
}

// Release: who sees it running sees the rest of its block.
ControlBlock& register_thread() {
  ControlBlock& agent = take_block();
  begin_agent(agent, AgentKind::kernel_thread, kKernelThread);
  const Stack stack = system_stack();
  {
    const std::lock_guard lock(details_mutex());  // weft::agents() may look at the block's last owner
    KernelThread& thread = kernel_thread_of(agent);
    thread.stack = stack;
    thread.system_id = system_thread_id();
    thread.counts = true;
    thread.sleeps_in.store(nullptr);
    agent.state.store(AgentState::running, std::memory_order_release);
  }
  g_counts.fetch_add(kOneKnown);
  return agent;
}

// Ends with the thread.
struct Registration {
  ControlBlock& agent = register_thread();
  ~Registration() {
    end_locals(agent);
    if (kernel_thread_of(agent).counts)
      g_counts.fetch_sub(kOneKnown);
    else
      g_exempt.fetch_sub(1);
    tell_if_all_are_parked();
    set_current_agent(nullptr);
    end_agent(agent);
    keep_block(agent);
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
  g_exempt.fetch_add(1);
  g_counts.fetch_sub(kOneKnown);
}

std::uint32_t count_exempt_kernel_threads() { return g_exempt.load(); }

KernelThreadCount count_kernel_threads() {
  const std::uint64_t counts = g_counts.load();
  const auto field = [&](std::uint64_t one) {
    return static_cast<std::uint32_t>(counts / one % (kOneKnown / kOneParked));
  };
  return {.known = field(kOneKnown), .parked = field(kOneParked), .woken = field(kOneWoken)};
}

void count_woken_kernel_thread() { g_counts.fetch_add(kOneWoken - kOneParked); }

void call_when_all_are_parked(void (*function)()) { g_when_all_are_parked.store(function); }

}  // namespace weft::runtime
