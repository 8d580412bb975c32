// Mutual exclusion for kernel threads, fibers and tasks alike: who waits lets others run on its kernel thread.
//
//   weft::mutex m;
//   std::lock_guard lock(m);
//
// Threads:    as std::timed_mutex: not recursive, unlocked by the agent that locked it.
// Blocking:   lock() waits: first by spinning for a moment while the owner runs, then parked.
// Order:      `barging`: whoever comes at the right moment gets it; fast. `fifo`: in the order in which they came, each
//             handed on directly; fair, and slower under contention since every change of owner is a wakeup.
// Errors:     unlock() by another agent, and lock() by the owner, are checked and end the program with a message.
// Complexity: uncontended one atomic operation each way. Size: two words and a byte.
// Source:     Drepper, "Futexes Are Tricky", 2011; the word that holds owner and flags, and waking one waiter at a time
//             while it tries: Go's sync.Mutex.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "weft/detail/wait_list.h"

namespace weft {

enum class lock_order : std::uint8_t { barging, fifo };

class mutex {
 public:
  explicit constexpr mutex(lock_order order = lock_order::barging) : order_(order) {}
  ~mutex();  // nobody holds it or waits for it
  mutex(const mutex&) = delete;
  mutex& operator=(const mutex&) = delete;

  void lock();
  bool try_lock();
  void unlock();

  bool try_lock_until(std::chrono::steady_clock::time_point deadline);
  template <class Rep, class Period>
  bool try_lock_for(const std::chrono::duration<Rep, Period>& length) {
    return try_lock_until(std::chrono::steady_clock::now() + std::chrono::ceil<std::chrono::nanoseconds>(length));
  }

 private:
  using Word = std::uintptr_t;
  // Beside the owner's address in `word_`.
  static constexpr Word kWaiters = 1;  // the list is not empty
  static constexpr Word kList = 2;     // somebody works on the list
  static constexpr Word kAwake = 4;    // a waiter is awake and tries: no need to wake another
  static constexpr Word kFlags = 7;

  static Word owner_of(Word word) { return word & ~kFlags; }
  bool lock_slowly(runtime::ControlBlock& self, std::chrono::steady_clock::time_point deadline);
  bool spin(Word seen, bool& awake, int& turns);
  bool enlist(runtime::Waiter& waiter, Word seen, bool was_awake);
  bool give_up(runtime::Waiter& waiter);
  void unlock_slowly(Word self);
  void lock_list();
  void unlock_list();

  std::atomic<Word> word_{0};
  runtime::WaitList waiters_;  // guarded by kList
  const lock_order order_;
};

}  // namespace weft
