// A spinning lock that serves in the order of arrival, each waiter watching a place of its own.
//
//   weft::mcs_lock lock;
//   { std::lock_guard mine(lock); ++counter; }
//
// Threads:    any agent; not recursive. May be destroyed as soon as nobody holds it.
// Blocking:   by spinning; a fiber that waits for long lets others run.
// Errors:     none are found: locking it twice waits for ever, and unlocking
//             what another agent holds breaks it.
// Complexity: one atomic operation each way while uncontended; a handover touches one cache line of the next
//             owner, however many wait. The timed variants try out of turn, so they may starve.
// Source:     Mellor-Crummey and Scott, "Algorithms for Scalable Synchronization", TOCS 1991; with the
//             owner's node in the lock, so that it needs no argument: the K42 variant in Scott,
//             "Shared-Memory Synchronization", 2013.
// Checked:    tests/verify/programs/mcs_lock.cpp; tests/litmus/patterns.h, MessagePassing.
#pragma once

#include <atomic>
#include <chrono>

#include "weft/detail/patience.h"
#include "weft/detail/timed_lock.h"

namespace weft {

class mcs_lock : public detail::timed_lock<mcs_lock> {
 public:
  constexpr mcs_lock() = default;
  mcs_lock(const mcs_lock&) = delete;
  mcs_lock& operator=(const mcs_lock&) = delete;

  void lock() {
    if (try_lock()) return;
    Node mine;
    // Release: the node is whole for who queues behind it. Acquire: if the lock
    // has become free, what its owner did.
    if (Node* const before = last_.exchange(&mine, std::memory_order_acq_rel)) {
      before->next.store(&mine, std::memory_order_release);
      for (detail::patience waiting; !mine.called.load(std::memory_order_acquire);) waiting.wait();
    }
    leave(mine);
  }

  // Acquire: what the last owner did is seen. Release: owner_ is clean for who queues behind it.
  bool try_lock() {
    Node* nobody = nullptr;
    return last_.compare_exchange_strong(nobody, &owner_, std::memory_order_acq_rel,
                                         std::memory_order_relaxed);
  }

  // Release: what was done under the lock is seen by the next owner, told or not. Acquire: the next owner's
  // node is whole. Relaxed: owner_ is the owner's.
  void unlock() {
    Node* next = owner_.next.load(std::memory_order_acquire);
    if (next == nullptr) {
      Node* last = &owner_;
      if (last_.compare_exchange_strong(last, nullptr, std::memory_order_release, std::memory_order_relaxed))
        return;
      next = successor_of(owner_);
    }
    owner_.next.store(nullptr, std::memory_order_relaxed);
    next->called.store(true, std::memory_order_release);
  }

 private:
  friend timed_lock;
  bool try_lock_before(std::chrono::steady_clock::time_point deadline) {
    return detail::try_until(*this, deadline);
  }

  struct Node {
    std::atomic<Node*> next{nullptr};
    std::atomic<bool> called{false};
  };

  // The new owner goes on in owner_, since its node goes with its frame. Release: owner_
  // is clean for who queues behind it.
  void leave(Node& mine) {
    Node* next = mine.next.load(std::memory_order_acquire);
    if (next == nullptr) {
      Node* last = &mine;
      if (last_.compare_exchange_strong(last, &owner_, std::memory_order_acq_rel, std::memory_order_relaxed))
        return;
      next = successor_of(mine);
    }
    owner_.next.store(next, std::memory_order_relaxed);
  }

  // Somebody has queued behind `node` and is about to say so there.
  static Node* successor_of(Node& node) {
    Node* next = nullptr;
    for (detail::patience waiting; (next = node.next.load(std::memory_order_acquire)) == nullptr;)
      waiting.wait();
    return next;
  }

  std::atomic<Node*> last_{nullptr};  // null: free
  Node owner_;
};

}  // namespace weft
