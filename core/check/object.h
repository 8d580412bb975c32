// Models of the synchronisation objects that a program uses, one for each address it hands us.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "check/mostly_empty.h"
#include "check/vector_clock.h"
#include "contract/ids.h"

namespace weft {

// Agents that wait for a notification. A notification is a token for anyone who waited when it was sent;
// which of them takes it is a choice, as POSIX and C++ leave it open.
class WaitQueue {
 public:
  struct Waiter {
    AgentId agent;
    std::uint64_t ticket;
    bool gives_up = false;  // that it will, whoever notifies
    std::uint32_t notified_by =
        kNobody;  // an event of a graph search, where the notification was for this one
  };
  static constexpr std::uint32_t kNobody = 0xffffffffu;

  void enter(AgentId agent, bool gives_up = false) { waiters_.push_back({agent, ++tickets_, gives_up}); }
  // Notifies up to `count` waiters; returns how many it reached.
  std::size_t notify(std::size_t count);
  bool notified(AgentId agent) const;
  // Notifies one waiter, or all of them, for certain.
  void notify_waiter(AgentId agent, std::uint32_t event);
  std::uint32_t notified_by(AgentId agent) const;
  // Takes the token that was seen by notified().
  void take(AgentId agent);
  // Leaves without a token: timeout or spurious wakeup.
  void leave(AgentId agent);
  const std::vector<Waiter>& waiters() const { return waiters_; }
  void clear();

 private:
  const Waiter* find(AgentId agent) const;
  void remove(AgentId agent);

  std::uint64_t tickets_ = 0;
  MostlyEmpty<Waiter> waiters_;        // in order of arrival
  MostlyEmpty<std::uint64_t> tokens_;  // each for a waiter whose ticket is not above it; ascending
};

enum class ObjectKind : std::uint8_t {
  mutex,
  rwlock,
  condition,
  semaphore,
  barrier,
  once,
  futex,
  memory,
  gate
};
enum class MutexType : std::uint8_t { normal, recursive, errorcheck };

struct Object {
  std::uintptr_t address = 0;
  ObjectKind kind = ObjectKind::memory;
  ObjectId id;
  MutexType type = MutexType::normal;

  AgentId owner;                 // mutex, rwlock in write mode, once in progress
  std::uint32_t depth = 0;       // recursive mutex
  std::int64_t count = 0;        // semaphore: permits; barrier: arrivals missing; once: 1 = done
  std::int64_t initial = 0;      // barrier: parties; semaphore: permits at first
  std::uint64_t generation = 0;  // barrier rounds
  std::uint64_t state = 0;       // gate
  const char* noun = nullptr;    // gate: what people call it; of the program, null before its first step
  std::uint64_t writes = 0;      // memory: stores so far, for spin detection
  MostlyEmpty<AgentId> readers;  // rwlock in read mode, one entry a hold
  WaitQueue queue;               // condition, futex

  VectorClock released;          // what an acquirer learns
  VectorClock readers_released;  // rwlock: what the next writer learns besides
  VectorClock atomic_reads;      // memory: last atomic load of each agent
  VectorClock atomic_writes;
  std::uint32_t atomic_bytes = 0;        // memory: widest atomic access
  std::uint32_t taken_at = 0;            // recorded event that took it
  std::uint32_t location = kNoLocation;  // in the graph of a graph search
  std::uint32_t graph_event = 0;         // barrier: the arrival that ended the last round
  bool missed = false;                   // condition: a notification found nobody waiting,
  std::uint32_t missed_at = 0;           // at this recorded event

  static constexpr std::uint32_t kNoLocation = 0xffffffffu;
  void reset(std::uintptr_t at, ObjectKind as, ObjectId with);
};

// All objects of one execution, by address. Threads: one at a time. Complexity: expected O(1); clear
// O(objects).
class ObjectTable {
 public:
  ObjectTable();
  Object* find(std::uintptr_t address) const {
    const std::uint32_t index = slots_[slot_of(address)];
    return index == 0 ? nullptr : objects_[index - 1].get();
  }
  // The object at `address`, made new when there is none or when it was used as something else.
  Object& get(std::uintptr_t address, ObjectKind kind) {
    Object* const known = find(address);
    return known != nullptr ? use_as(*known, kind) : add(address, kind);
  }
  Object& use_as(Object& known, ObjectKind kind) {
    if (known.kind != kind) known.reset(known.address, kind, known.id);
    return known;
  }
  void forget(std::uintptr_t low, std::size_t bytes);  // memory was freed: its objects are gone
  void clear();

  // As they are now, to be put back in the same execution. Objects stay where they are. O(objects)
  struct Copy {
    std::vector<Object> objects;
    std::size_t used = 0;
  };
  void copy_to(Copy& copy) const;
  void put_back(const Copy& copy);

  std::size_t size() const { return used_; }
  Object& operator[](std::size_t i) { return *objects_[i]; }
  const Object& operator[](std::size_t i) const { return *objects_[i]; }

 private:
  std::size_t slot_of(std::uintptr_t address) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = (static_cast<std::uint64_t>(address) * 0x9e3779b97f4a7c15ull >> 20) & mask;
    while (slots_[slot] != 0 && objects_[slots_[slot] - 1]->address != address) slot = (slot + 1) & mask;
    return slot;
  }
  Object& add(std::uintptr_t address, ObjectKind kind);
  void take_slot(std::size_t slot, std::size_t index);
  void grow();

  std::vector<std::unique_ptr<Object>> objects_;  // kept from execution to execution
  std::size_t used_ = 0;
  std::vector<std::uint32_t> slots_;       // 0 = free, else index + 1
  std::vector<std::uint32_t> slot_taken_;  // by object: where in slots_
};

}  // namespace weft
