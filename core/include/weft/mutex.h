// Mutual exclusion for kernel threads, fibers and tasks alike: who waits
// lets others run on its kernel thread.
//
//   weft::mutex m;
//   std::lock_guard lock(m);
//
// Threads:    as std::timed_mutex: not recursive, unlocked by the agent that locked it. It may be destroyed
//             as soon as nobody holds it, even if the unlock() that released it has not returned yet.
// Blocking:   lock() waits: first by spinning for a moment while the owner runs, then parked.
// Order:      `barging`: whoever comes at the right moment gets it; fast. A waiter that lost it four times is
//             handed it. `fifo`: in the order in which they came, each handed on directly; fair, and slower
//             under contention since every change of owner is a wakeup.
// Errors:     unlock() by another agent, and lock() by the owner, are checked
//             and end the program with a message.
// Complexity: uncontended lock() is one atomic read-modify-write, unlock() a plain store (one
//             read-modify-write where the agent holds another lock besides). Size: 32 bytes.
// Source:     Dice, Huang and Yang, "Asymmetric Dekker Synchronization", 2001 (unlock
//             without an atomic operation); waking one waiter at a time, and handing over to
//             one that lost too often: Go's sync.Mutex.
// Checked:    tests/verify/programs/mutex.cpp; tests/litmus/patterns.h, StoreBufferingAsymmetric.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "weft/detail/awaitable.h"
#include "weft/detail/timed_lock.h"
#include "weft/detail/wait_list.h"
#include "weft/spinlock.h"

namespace weft {

enum class lock_order : std::uint8_t { barging, fifo };

class mutex : public detail::timed_lock<mutex> {
 public:
  explicit constexpr mutex(lock_order order = lock_order::barging) : order_(order) {}
  ~mutex();  // nobody holds it or waits for it
  mutex(const mutex&) = delete;
  mutex& operator=(const mutex&) = delete;

  void lock();
  bool try_lock();
  void unlock();

  // For tasks: co_await m.async_lock(), or with .within(10ms), which says whether it was in time. A task that
  // had to wait is handed the mutex.
  auto async_lock() { return detail::awaitable(operation{*this}); }

  // Whether the calling agent holds it.
  bool is_mine() const;

 private:
  friend class recursive_mutex;
  friend timed_lock;
  struct operation {
    using waiter = runtime::Waiter;
    mutex& at;
    bool try_now() { return at.try_lock(); }
    bool enlist(runtime::Waiter& waiter);
    bool withdraw(runtime::Waiter& waiter) { return at.withdraw(waiter); }
    void accept(runtime::Waiter& waiter) { at.accept_handover(*waiter.agent); }
    bool result(bool in_time) { return in_time; }
    runtime::Wait what() const { return {runtime::WaitReason::mutex, &at}; }
  };
  using Word = std::uintptr_t;
  static constexpr Word kNested =
      1;  // beside the owner's address: it held another lock before, and unlocks slowly

  static runtime::ControlBlock* owner_of(Word word) {
    return reinterpret_cast<runtime::ControlBlock*>(word & ~kNested);
  }
  bool try_lock_before(std::chrono::steady_clock::time_point deadline);
  bool take(runtime::ControlBlock& self);
  void lock_waiting();
  bool lock_slowly(runtime::ControlBlock& self, std::chrono::steady_clock::time_point deadline);
  bool spin(bool& awake, int& turns);
  bool enlist(runtime::Waiter& waiter, bool& awake);
  bool wait_for_turn(runtime::Waiter& waiter, std::chrono::steady_clock::time_point deadline);
  bool withdraw(runtime::Waiter& waiter);
  void make_unlock_slow();
  void accept_handover(runtime::ControlBlock& self);
  void unlock_slowly();
  void calm_down();

  std::atomic<Word> owner_{0};          // written by the owner only, or to become it
  std::atomic<bool> contended_{false};  // unlock() has to look at the list; changed under list_lock_
  std::atomic<bool> awake_{false};      // a waiter is awake and tries: no need to wake another
  spinlock list_lock_;
  const lock_order order_;
  std::uint16_t calm_unlocks_ = 0;  // that found nobody waiting, in a row; guarded by list_lock_
  runtime::WaitList waiters_;       // guarded by list_lock_
};

}  // namespace weft
