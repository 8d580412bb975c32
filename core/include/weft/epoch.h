// Epoch-based reclamation: readers say when they read anything at all, not what; an object that was taken out
// of reach is destroyed when all who read then have stopped.
//
//   { weft::epoch_guard reading(domain); Node* top = head.load(std::memory_order_acquire); ... }
//   domain.retire(unlinked_node);
//
// Threads:    a guard belongs to one agent at a time, and goes with it from one kernel thread to another;
//             the domain is for all. Guards nest.
// Blocking:   never, but for the objects' destructors. An agent that waits under a guard keeps everything
//             that is retired meanwhile from being destroyed: where that may be long, use hazard pointers.
// Errors:     retire() throws std::bad_alloc, and keeps nothing of the object then. What is reachable still
//             when it is retired is destroyed under its readers: nobody can check that.
// Complexity: a guard two atomic operations, whatever is read under it; retire() amortised O(1).
// Source:     Fraser, "Practical Lock-Freedom", 2004.
// Checked:    tests/verify/programs/epoch.cpp; tests/litmus/patterns.h, StoreBuffering.
#pragma once

#include <atomic>
#include <cstdint>

#include "weft/detail/retired_list.h"
#include "weft/detail/slots.h"

namespace weft {

class epoch_domain {
 public:
  epoch_domain() = default;
  // Destroys all that was retired; no guard of this domain is left.
  ~epoch_domain() = default;

  // For the whole process; never destroyed.
  static epoch_domain& shared() {
    static auto& domain = *new epoch_domain();
    return domain;
  }

  // `object` cannot be reached any more by who begins to read now. Under a guard or not.
  template <class T>
  void retire(T* object) {
    // Pairs with the one in epoch_guard: a reader that can still see the object has
    // published an epoch up to this one.
    std::atomic_thread_fence(std::memory_order_seq_cst);
    retired_.push(object, detail::destroy_as<T>, epoch_.load(std::memory_order_seq_cst));
    if (retired_.size() >= kBatch && retired_.size() % (kBatch / 4) == 0) reclaim();
  }

  // Destroys what no reader can see. Called by retire() often enough.
  void reclaim() {
    const std::uint64_t epoch = try_advance();
    // The epoch has moved on twice since: once past who read when it was retired, and once past who began to
    // read while the first move was being decided.
    retired_.sweep([&](const auto& entry) { return entry.epoch + 2 <= epoch; });
  }

  std::size_t retired_count() const { return retired_.size(); }

 private:
  friend class epoch_guard;
  static constexpr std::size_t kBatch = 64;
  using Slots = detail::slots<std::uint64_t>;  // the epoch that a reader began in; 0: none

  // One further if all who read began in the current epoch; which it is now.
  std::uint64_t try_advance() {
    std::uint64_t epoch = epoch_.load(std::memory_order_seq_cst);
    bool all_here = true;
    std::atomic_thread_fence(std::memory_order_seq_cst);
    slots_.for_each([&](const Slots::slot& each) {
      // Acquire: what a reader that is gone read, it read before.
      const std::uint64_t began = each.value.load(std::memory_order_acquire);
      all_here = all_here && (began == 0 || began == epoch);
    });
    if (!all_here) return epoch;
    return epoch_.compare_exchange_strong(epoch, epoch + 1, std::memory_order_seq_cst) ? epoch + 1 : epoch;
  }

  std::atomic<std::uint64_t> epoch_{1};
  Slots slots_;
  detail::retired_list retired_;
};

class epoch_guard {
 public:
  explicit epoch_guard(epoch_domain& domain = epoch_domain::shared()) : slot_(domain.slots_.acquire(this)) {
    // Relaxed: an epoch that is over only keeps the next from beginning.
    slot_.value.store(domain.epoch_.load(std::memory_order_relaxed), std::memory_order_seq_cst);
    // Published before anything is read; pairs with retire() and try_advance().
    std::atomic_thread_fence(std::memory_order_seq_cst);
  }
  ~epoch_guard() { epoch_domain::Slots::release(slot_); }
  epoch_guard(const epoch_guard&) = delete;
  epoch_guard& operator=(const epoch_guard&) = delete;

 private:
  epoch_domain::Slots::slot& slot_;
};

}  // namespace weft
