// What the runtime knows of one agent while it lives: a kernel thread, a fiber or a task.
// Shape:     one cache line; what only some agents have hangs off it, so that a parked task stays small.
// Threads:   plain fields belong to whoever holds the agent: the agent while it runs, the run queue while it
//            is runnable, the one who wakes it in between. Atomics may be read by anybody at any time.
// Ownership: blocks lie in type-stable memory (block_pool.h): a stale pointer leads to some block, so that an
//            unpark() that comes too late is at worst a spurious wakeup of another agent.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "agent/deadline.h"
#include "weft/detail/wait.h"

namespace weft::runtime {

enum class AgentKind : std::uint8_t { kernel_thread, fiber, task };

enum class AgentState : std::uint8_t {
  unused,    // the block belongs to nobody
  runnable,  // in a run queue
  running,
  blocked,     // in a call that blocks its kernel thread
  waiting,     // parked: somebody has to unpark it, or its deadline has to pass
  terminated,  // its result has not been collected yet
};

// Only a hint among what is ready at the same place; never a promise.
enum class Priority : std::uint8_t { high, normal, low };

struct StackContext;
struct AgentDetails;
struct ControlBlock;

// What agents of one kind do: kernel threads in kernel_thread.cpp, fibers and tasks in their scheduler.
struct AgentBehaviour {
  // Suspends `self`, which is the caller, until its permit is there; false: the deadline has passed.
  bool (*park)(ControlBlock& self, Deadline deadline);
  // Makes the parked `agent` go on. From any kernel thread.
  void (*resume)(ControlBlock& agent);
  // Runs an agent without a suspended stack, until it ends or waits without one. Null for kernel threads.
  void (*run)(ControlBlock& agent);
  // Its priority has changed: if it is in a line of its old priority, it moves to the new one's. Null:
  // priorities mean nothing to agents of this kind.
  void (*requeue)(ControlBlock& agent) = nullptr;
};

// Where a suspended agent goes on: on the stack it left, or at a point in a coroutine.
class Continuation {
 public:
  Continuation() = default;
  static Continuation on(StackContext& stack) {
    return Continuation(reinterpret_cast<std::uintptr_t>(&stack));
  }
  static Continuation at(void* frame) {
    return Continuation(reinterpret_cast<std::uintptr_t>(frame) | kFrame);
  }

  // Null: it is not suspended, or not there.
  StackContext* stack() const {
    return (bits_ & kFrame) != 0 ? nullptr : reinterpret_cast<StackContext*>(bits_);
  }
  bool has_stack() const { return bits_ != 0 && (bits_ & kFrame) == 0; }
  void* frame() const { return (bits_ & kFrame) != 0 ? reinterpret_cast<void*>(bits_ & ~kFrame) : nullptr; }

 private:
  static constexpr std::uintptr_t kFrame = 1;  // stacks and frames lie at even addresses
  explicit Continuation(std::uintptr_t bits) : bits_(bits) {}
  std::uintptr_t bits_ = 0;
};

// Aligned to half a cache line: a block of a task takes what it needs and not a line more.
struct alignas(32) ControlBlock {
  // Values of `permit`.
  static constexpr std::uint8_t kNoPermit = 0, kPermit = 1, kParked = 2;
  static constexpr std::uint8_t kParkedForEver = 3;  // of kernel threads that are counted while they wait

  ControlBlock* next = nullptr;               // in a run queue
  const AgentBehaviour* behaviour = nullptr;  // null in a block that was never used
  Continuation suspended;                     // while it does not run
  std::atomic<std::uint8_t> permit{kNoPermit};
  std::atomic<AgentState> state{AgentState::unused};
  std::atomic<WaitReason> reason{WaitReason::none};
  std::atomic<std::uint8_t> nature{0};     // kind (4 bits), priority (2), its own priority (2)
  std::atomic<std::uint32_t> switches{0};  // times it was set going
  std::atomic<std::uint64_t> id{0};
  std::atomic<AgentDetails*> details{nullptr};  // made on first use
  std::atomic<const void*> waits_on{nullptr};   // the primitive that `reason` is about
  std::atomic<const void*> holds{nullptr};      // a lock it owns; further ones are in `details`

  // Relaxed: the kind is written before the block is published, and a priority is a hint.
  AgentKind kind() const { return static_cast<AgentKind>(nature.load(std::memory_order_relaxed) & 15); }
  Priority priority() const { return static_cast<Priority>(nature.load(std::memory_order_relaxed) >> 4 & 3); }
  // Without what others lend it while they wait for its locks (weft/priority_mutex.h).
  Priority own_priority() const { return static_cast<Priority>(nature.load(std::memory_order_relaxed) >> 6); }
  void set_nature(AgentKind kind, Priority priority) {
    nature.store(nature_of(kind, priority, priority), std::memory_order_relaxed);
  }
  void set_priority(Priority priority);  // its own; what it was lent lasts
  void lend_priority(Priority priority);

 private:
  static std::uint8_t nature_of(AgentKind kind, Priority priority, Priority own) {
    return static_cast<std::uint8_t>(static_cast<unsigned>(kind) | static_cast<unsigned>(priority) << 4 |
                                     static_cast<unsigned>(own) << 6);
  }
};
static_assert(sizeof(ControlBlock) == 64);

// A value of one agent's own (weft/local_storage.h).
struct LocalValue {
  std::uint64_t key = 0;  // of the variable; 0: none. Never used twice
  void* value = nullptr;
  void (*destroy)(void* value) = nullptr;
};

// What few agents have. Guarded by details_mutex() against who looks from outside.
struct AgentDetails {
  std::string name;
  int affinity = -1;  // index of the processor it must run on; -1 = any
  // Locks it owns beside ControlBlock::holds. The array is written by the agent without the lock.
  std::array<std::atomic<const void*>, 6> nested_holds{};
  std::vector<const void*> more_holds;
  std::vector<LocalValue> locals;           // by the variables' indices; the agent's, without the lock
  std::atomic<std::size_t> local_count{0};  // of values in it
};

std::mutex& details_mutex();
AgentDetails& details_of(ControlBlock& agent);  // made now if need be; by the agent, or while it cannot end

// For an agent that holds another lock already.
void note_nested_lock_taken(ControlBlock& agent, const void* lock);
void note_nested_lock_released(ControlBlock& agent, const void* lock);

// The running agent took, or gave back, the lock at that address. Told by the locks.
// Relaxed: shown to people; mutex.cpp says what else it decides there.
inline void note_lock_taken(ControlBlock& agent, const void* lock) {
  if (agent.holds.load(std::memory_order_relaxed) == nullptr)
    agent.holds.store(lock, std::memory_order_relaxed);
  else
    note_nested_lock_taken(agent, lock);
}
inline void note_lock_released(ControlBlock& agent, const void* lock) {
  if (agent.holds.load(std::memory_order_relaxed) == lock)
    agent.holds.store(nullptr, std::memory_order_relaxed);
  else
    note_nested_lock_released(agent, lock);
}

// Ids count up from 1 in the order of creation, with gaps: each kernel thread takes them in batches.
struct AgentIds {
  std::uint64_t next = 0, end = 0;
};
extern constinit thread_local AgentIds t_agent_ids;
void take_agent_ids();
inline std::uint64_t new_agent_id() {
  if (t_agent_ids.next == t_agent_ids.end) [[unlikely]]
    take_agent_ids();
  return t_agent_ids.next++;
}

// Gives a block of state `unused` a new life; the caller sets its state when all else is in place, which
// publishes the rest: relaxed.
inline void begin_agent(ControlBlock& agent, AgentKind kind, const AgentBehaviour& behaviour) {
  agent.next = nullptr;
  agent.behaviour = &behaviour;
  agent.suspended = {};
  agent.permit.store(ControlBlock::kNoPermit, std::memory_order_relaxed);
  agent.reason.store(WaitReason::none, std::memory_order_relaxed);
  agent.set_nature(kind, Priority::normal);
  agent.switches.store(0, std::memory_order_relaxed);
  agent.id.store(new_agent_id(), std::memory_order_relaxed);
  agent.waits_on.store(nullptr, std::memory_order_relaxed);
  agent.holds.store(nullptr, std::memory_order_relaxed);
}
// Destroys the agent's local values. By the agent itself, when its function has returned.
void destroy_locals(AgentDetails& of);
inline void end_locals(ControlBlock& agent) {
  if (AgentDetails* const details = agent.details.load(std::memory_order_acquire)) destroy_locals(*details);
}
// Frees what hangs off the block. Its state becomes `unused` by release_block() (block_pool.h). Relaxed: the
// caller owns the block.
void delete_details(ControlBlock& of);
inline void end_agent(ControlBlock& agent) {
  if (agent.details.load(std::memory_order_relaxed) != nullptr) delete_details(agent);
}

// Who runs the calling code. A kernel thread that the runtime did not start gets its block now. Never null.
ControlBlock& current_agent();

const char* to_string(AgentKind kind);
const char* to_string(AgentState state);
const char* to_string(WaitReason reason);

}  // namespace weft::runtime
