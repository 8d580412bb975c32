// The agents of one processor that wait for their turn in the order in which they came.
// Threads:  push_back() by the owner; pop_front() and steal_half_into() by any.
// Blocking: never.
// Source:   Go's runtime, run queue of a P (a ring with one producer and many consumers).
// Checked:  tests/verify/programs/fifo_ring.cpp; tests/litmus/patterns.h, MessagePassing.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "agent/control_block.h"

namespace weft::runtime {

class FifoRing {
 public:
  static constexpr std::uint32_t kCapacity = 256;

  // False when it is full.
  bool push_back(ControlBlock& agent) {
    const std::uint32_t tail = tail_.load(std::memory_order_relaxed);
    // Acquire: a slot is written again only after the consumer of its last item has read it.
    if (tail - head_.load(std::memory_order_acquire) == kCapacity) return false;
    slot(tail).store(&agent, std::memory_order_relaxed);
    tail_.store(tail + 1, std::memory_order_release);
    return true;
  }

  // Null when empty. Acquire of the tail: the slots before it are filled. A slot that was overwritten
  // meanwhile is not taken: the head has moved then. Relaxed slots: head and tail order them.
  ControlBlock* pop_front() {
    std::uint32_t head = head_.load(std::memory_order_acquire);
    for (;;) {
      if (head == tail_.load(std::memory_order_acquire)) return nullptr;
      ControlBlock* const agent = slot(head).load(std::memory_order_relaxed);
      // Release: the slot was read before the owner sees it as free.
      if (head_.compare_exchange_weak(head, head + 1, std::memory_order_acq_rel, std::memory_order_acquire))
        return agent;
    }
  }

  // Moves the older half, rounded up, to `thief`, which is empty and the caller's own; returns the first of
  // them apart. The orders are those of pop_front(); release of the own tail: its next thief sees the slots.
  ControlBlock* steal_half_into(FifoRing& thief) {
    std::uint32_t head = head_.load(std::memory_order_acquire);
    for (;;) {
      const std::uint32_t waiting = tail_.load(std::memory_order_acquire) - head;
      if (waiting > kCapacity) {  // the head was read long before the tail
        head = head_.load(std::memory_order_acquire);
        continue;
      }
      const std::uint32_t half = waiting - waiting / 2;
      if (half == 0) return nullptr;
      const std::uint32_t tail = thief.tail_.load(std::memory_order_relaxed);
      for (std::uint32_t i = 1; i < half; ++i)
        thief.slot(tail + i - 1)
            .store(slot(head + i).load(std::memory_order_relaxed), std::memory_order_relaxed);
      ControlBlock* const first = slot(head).load(std::memory_order_relaxed);
      if (!head_.compare_exchange_weak(head, head + half, std::memory_order_acq_rel,
                                       std::memory_order_acquire))
        continue;
      thief.tail_.store(tail + half - 1, std::memory_order_release);
      return first;
    }
  }

  // A guess unless nobody changes it.
  bool empty() const {
    return head_.load(std::memory_order_acquire) == tail_.load(std::memory_order_acquire);
  }

 private:
  std::atomic<ControlBlock*>& slot(std::uint32_t index) { return slots_[index % kCapacity]; }

  alignas(64) std::atomic<std::uint32_t> head_{0};
  alignas(64) std::atomic<std::uint32_t> tail_{0};
  std::array<std::atomic<ControlBlock*>, kCapacity> slots_{};
};

}  // namespace weft::runtime
