// A lock that many readers may hold at once, or one writer alone.
//
//   weft::shared_mutex m;
//   { std::shared_lock reading(m); ... }
//   { std::lock_guard writing(m); ... }
//
// Threads:    as std::shared_timed_mutex: not recursive, unlocked by the agent that locked it. It may be
//             destroyed as soon as nobody holds it, even if the unlock that released it has not returned yet.
// Blocking:   lock(), lock_shared() and their timed variants: first by looking for a moment, then parked.
// Order:      `readers_first`: readers wait only while somebody writes; writers may starve. `writers_first`:
//             readers wait while somebody writes or wants to; readers may starve. `fair`: in the order in
//             which they came, readers that follow one another together; nobody starves.
// Errors:     unlock() by another than the writer is checked and ends the program with a message.
// Complexity: lock_shared() and unlock_shared() one atomic operation each, on a cache line that up to one in
//             eight kernel threads shares; lock() looks at all eight. Memory: 8 bytes, and 640 from a pool.
// Source:     a counter for each processor: Hsieh and Weihl, "Scalable Reader-Writer Locks for
//             Parallel Systems", IPPS 1992; readers that keep off a central lock until a writer comes:
//             Dice and Kogan, "BRAVO", ATC 2019.
// Rejected:   readers without an atomic operation, writers with a heavy fence: 1 % of writes at 3 us each
//             cost more than all that the readers save.
// Checked:    tests/verify/programs/shared_mutex.cpp; tests/litmus/patterns.h, StoreBufferingByAccesses.
#pragma once

#include <chrono>
#include <cstdint>

#include "weft/detail/awaitable.h"
#include "weft/detail/timed_lock.h"

namespace weft {

enum class shared_order : std::uint8_t { readers_first, writers_first, fair };

namespace detail {
class shared_core;
}

class shared_mutex : public detail::timed_shared_lock<shared_mutex> {
 public:
  explicit shared_mutex(shared_order order = shared_order::fair);
  ~shared_mutex();  // nobody holds it or waits for it
  shared_mutex(const shared_mutex&) = delete;
  shared_mutex& operator=(const shared_mutex&) = delete;

  void lock();
  bool try_lock();
  void unlock();

  void lock_shared();
  bool try_lock_shared();
  void unlock_shared();

  // For tasks: co_await m.async_lock(), or with .within(10ms), which says whether it was in time.
  auto async_lock() { return detail::awaitable(operation{*this, true}); }
  auto async_lock_shared() { return detail::awaitable(operation{*this, false}); }

 private:
  friend detail::timed_lock<shared_mutex>;
  friend timed_shared_lock;
  struct operation {
    using waiter = runtime::Waiter;
    shared_mutex& at;
    bool exclusive;
    bool try_now();
    bool enlist(runtime::Waiter& waiter);
    bool withdraw(runtime::Waiter& waiter);
    void accept(runtime::Waiter&) {}
    bool result(bool in_time);
    runtime::Wait what() const { return {runtime::WaitReason::shared_mutex, &at}; }
  };
  bool try_lock_before(std::chrono::steady_clock::time_point deadline);
  bool try_lock_shared_before(std::chrono::steady_clock::time_point deadline);
  bool take(bool exclusive, std::chrono::steady_clock::time_point deadline);

  detail::shared_core& core_;
};

}  // namespace weft
