#include "agent/control_block.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "agent/block_pool.h"
#include "agent/current_agent.h"
#include "agent/kernel_thread.h"

WEFT_DEFINE_THREAD_VARIABLE(weft_current_agent, weft::runtime::ControlBlock)

namespace weft::runtime {
namespace {

constexpr std::uint64_t kIdBatch = 1024;

std::atomic<std::uint64_t> g_next_id{1};

template <std::size_t N>
const char* word_of(const std::array<const char*, N>& words, auto value) {
  return words[static_cast<std::size_t>(value)];
}

}  // namespace

constinit thread_local AgentIds t_agent_ids;

// Relaxed, here and below: a priority is a hint, and publishes nothing.
void ControlBlock::set_priority(Priority priority) {
  std::uint8_t before = nature.load(std::memory_order_relaxed), after = 0;
  do {
    const auto effective = static_cast<Priority>(before >> 4 & 3), own = static_cast<Priority>(before >> 6);
    after = nature_of(kind(), effective == own ? priority : std::min(priority, effective), priority);
  } while (!nature.compare_exchange_weak(before, after, std::memory_order_relaxed));
}

void ControlBlock::lend_priority(Priority priority) {
  std::uint8_t before = nature.load(std::memory_order_relaxed);
  while (!nature.compare_exchange_weak(
      before, nature_of(kind(), priority, static_cast<Priority>(before >> 6)), std::memory_order_relaxed)) {
  }
}

// A destructor may make further values: until there are none. Relaxed counts: only the agent itself writes
// them.
void destroy_locals(AgentDetails& of) {
  while (of.local_count.load(std::memory_order_relaxed) > 0) {
    std::vector<LocalValue> values = std::move(of.locals);
    of.locals.clear();
    of.local_count.store(0, std::memory_order_relaxed);
    for (auto at = values.rbegin(); at != values.rend(); ++at)
      if (at->key != 0) at->destroy(at->value);
  }
}

// Relaxed: the caller owns the block; who looks from outside does so under the lock.
void delete_details(ControlBlock& of) {
  const std::lock_guard lock(details_mutex());
  delete of.details.exchange(nullptr, std::memory_order_relaxed);
}

std::mutex& details_mutex() {
  static auto& mutex = *new std::mutex();
  return mutex;
}

// Release and acquire: who finds them, finds them made.
AgentDetails& details_of(ControlBlock& agent) {
  AgentDetails* details = agent.details.load(std::memory_order_acquire);
  if (details != nullptr) return *details;
  auto made = std::make_unique<AgentDetails>();
  if (!agent.details.compare_exchange_strong(details, made.get(), std::memory_order_acq_rel)) return *details;
  return *made.release();
}

// Relaxed: shown to people, nothing is decided by it.
void note_nested_lock_taken(ControlBlock& agent, const void* lock) {
  AgentDetails& details = details_of(agent);
  for (auto& place : details.nested_holds)
    if (place.load(std::memory_order_relaxed) == nullptr) return place.store(lock, std::memory_order_relaxed);
  const std::lock_guard guard(details_mutex());
  details.more_holds.push_back(lock);
}

// Relaxed, as above.
void note_nested_lock_released(ControlBlock& agent, const void* lock) {
  AgentDetails& details = details_of(agent);
  for (auto& place : details.nested_holds)
    if (place.load(std::memory_order_relaxed) == lock) return place.store(nullptr, std::memory_order_relaxed);
  const std::lock_guard guard(details_mutex());
  std::erase(details.more_holds, lock);
}

// Relaxed: ids only have to differ; nothing is published by them.
void take_agent_ids() {
  const std::uint64_t first = g_next_id.fetch_add(kIdBatch, std::memory_order_relaxed);
  t_agent_ids = {first, first + kIdBatch};
}

ControlBlock& current_agent() {
  if (ControlBlock* const agent = agent_at_hand()) [[likely]]
    return *agent;
  set_current_agent(&this_kernel_thread());
  return *agent_at_hand();
}

const char* to_string(AgentKind kind) { return word_of(std::array{"kernel thread", "fiber", "task"}, kind); }

const char* to_string(AgentState state) {
  return word_of(std::array{"unused", "runnable", "running", "blocked", "waiting", "terminated"}, state);
}

const char* to_string(WaitReason reason) {
  return word_of(
      std::array{"nothing", "mutex", "shared mutex", "condition", "semaphore", "barrier", "latch", "event",
                 "once", "join", "scope", "channel", "select", "sleep", "io", "scheduler"},
      reason);
}

}  // namespace weft::runtime
