// Agents that wait for one primitive, in the order in which they came. Most primitives are a spinlock,
// a few plain fields and a WaitList.
// Threads:   guarded by the primitive's own lock, but for what core/sync/waiting.h does.
// Ownership: a Waiter lies in the waiting agent's frame.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace weft::runtime {

struct ControlBlock;

// Who runs the calling code.
ControlBlock& current_agent();

enum class WaiterState : std::uint8_t {
  looks,      // it is awake
  sleeps,     // parked
  suspended,  // a coroutine that gave its kernel thread away
  expired,    // a coroutine whose time was up before anybody woke it
  woken,
};

struct Waiter {
  Waiter() = default;
  explicit Waiter(ControlBlock& who) : agent(&who) {}

  ControlBlock* agent = nullptr;  // set before it stands in line
  Waiter* next = nullptr;
  Waiter* previous = nullptr;
  bool listed = false;
  bool wants_handover = false;  // it is to get the lock itself, not only a chance at it
  bool exclusive = false;       // what it wants of a lock that can be shared
  std::atomic<WaiterState> state{WaiterState::looks};
};

// Waiters that were taken out of their list, through Waiter::next: to be woken when the lock is free again.
class WokenWaiters {
 public:
  bool empty() const { return first_ == nullptr; }
  void push_back(Waiter& waiter) {
    waiter.next = nullptr;
    (first_ == nullptr ? first_ : last_->next) = &waiter;
    last_ = &waiter;
  }
  // Null when empty.
  Waiter* pop_front() {
    Waiter* const waiter = first_;
    if (waiter != nullptr) first_ = waiter->next;
    return waiter;
  }

 private:
  Waiter* first_ = nullptr;
  Waiter* last_ = nullptr;
};

class WaitList {
 public:
  bool empty() const { return first_ == nullptr; }
  Waiter* first() const { return first_; }

  void push_back(Waiter& waiter) { insert(waiter, last_, nullptr); }
  void push_front(Waiter& waiter) { insert(waiter, nullptr, first_); }
  void insert_before(Waiter& waiter, Waiter& next) { insert(waiter, next.previous, &next); }

  // Null when empty.
  Waiter* pop_front() {
    Waiter* const waiter = first_;
    if (waiter != nullptr) remove(*waiter);
    return waiter;
  }

  // False: it is not in the list any more.
  bool remove(Waiter& waiter) {
    if (!waiter.listed) return false;
    (waiter.previous == nullptr ? first_ : waiter.previous->next) = waiter.next;
    (waiter.next == nullptr ? last_ : waiter.next->previous) = waiter.previous;
    waiter.listed = false;
    return true;
  }

  // The first ones, up to `most` of them.
  WokenWaiters take(std::size_t most = SIZE_MAX) {
    WokenWaiters taken;
    for (; most > 0 && first_ != nullptr; --most) taken.push_back(*pop_front());
    return taken;
  }

 private:
  void insert(Waiter& waiter, Waiter* previous, Waiter* next) {
    waiter.previous = previous;
    waiter.next = next;
    (previous == nullptr ? first_ : previous->next) = &waiter;
    (next == nullptr ? last_ : next->previous) = &waiter;
    waiter.listed = true;
  }

  Waiter* first_ = nullptr;
  Waiter* last_ = nullptr;
};

}  // namespace weft::runtime
