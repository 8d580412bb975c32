// The shapes of communication that the runtime's orders rest on: two agents, a few accesses, and the outcome
// that must not be. Each is run by the checker and on real threads (litmus_test.cpp). Names: Alglave,
// Maranget and Tautschnig, "Herding Cats", TOPLAS 2014.
#pragma once

#include <atomic>

#include "agent/asymmetric_fence.h"

namespace litmus {

// In memory of its own: else the two would be stored together.
struct alignas(64) Location {
  std::atomic<int> value{0};
};

// MP, release and acquire: what was done before is seen by who sees the sign. Every unlock() and lock(), push
// and pop.
struct MessagePassing {
  Location data, sign;
  int saw_sign = 0, saw_data = 0;
  void first() {
    data.value.store(1, std::memory_order_relaxed);
    sign.value.store(1, std::memory_order_release);
  }
  void second() {
    saw_sign = sign.value.load(std::memory_order_acquire);
    saw_data = data.value.load(std::memory_order_relaxed);
  }
  bool forbidden() const { return saw_sign == 1 && saw_data == 0; }
};

// MP by a fence: a relaxed store behind a full fence publishes too. mutex::unlock().
struct MessagePassingByFence {
  Location data, sign;
  int saw_sign = 0, saw_data = 0;
  void first() {
    data.value.store(1, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_seq_cst);
    sign.value.store(1, std::memory_order_relaxed);
  }
  void second() {
    saw_sign = sign.value.load(std::memory_order_acquire);
    saw_data = data.value.load(std::memory_order_relaxed);
  }
  bool forbidden() const { return saw_sign == 1 && saw_data == 0; }
};

// MP through a read-modify-write in between, which continues the release sequence. Semaphores, retired lists.
struct MessagePassingThroughCount {
  Location data, count;
  int saw_count = 0, saw_data = 0;
  void first() {
    data.value.store(1, std::memory_order_relaxed);
    count.value.fetch_add(1, std::memory_order_release);
  }
  void second() {
    count.value.fetch_add(2, std::memory_order_relaxed);
    saw_count = count.value.load(std::memory_order_acquire);
    saw_data = data.value.load(std::memory_order_relaxed);
  }
  bool forbidden() const { return saw_count == 3 && saw_data == 0; }
};

// SB without a fence: the outcome that the others must not have. Real processors show it.
struct StoreBufferingUnfenced {
  Location left, right;
  int saw_right = 0, saw_left = 0;
  void first() {
    left.value.store(1, std::memory_order_relaxed);
    saw_right = right.value.load(std::memory_order_relaxed);
  }
  void second() {
    right.value.store(1, std::memory_order_relaxed);
    saw_left = left.value.load(std::memory_order_relaxed);
  }
  bool forbidden() const { return saw_left == 0 && saw_right == 0; }
};

// SB, two fences: one of the two sees the other. Deque: pop() and steal(); hazard pointers, epochs: reader
// and reclaimer.
struct StoreBuffering {
  Location left, right;
  int saw_right = 0, saw_left = 0;
  void first() {
    left.value.store(1, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_seq_cst);
    saw_right = right.value.load(std::memory_order_relaxed);
  }
  void second() {
    right.value.store(1, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_seq_cst);
    saw_left = left.value.load(std::memory_order_relaxed);
  }
  bool forbidden() const { return saw_left == 0 && saw_right == 0; }
};

// SB, accesses that are sequentially consistent themselves. shared_mutex: counters and gate;
// hazard_pointer::protect().
struct StoreBufferingByAccesses {
  Location left, right;
  int saw_right = 0, saw_left = 0;
  void first() {
    left.value.fetch_add(1, std::memory_order_seq_cst);
    saw_right = right.value.load(std::memory_order_seq_cst);
  }
  void second() {
    right.value.store(1, std::memory_order_seq_cst);
    saw_left = left.value.load(std::memory_order_seq_cst);
  }
  bool forbidden() const { return saw_left == 0 && saw_right == 0; }
};

// SB, a light fence on one side and a heavy one on the other. mutex::unlock(), wake() and
// release_processor(), enter_runtime() and take_processor_away(), note_timer() and keep_time().
struct StoreBufferingAsymmetric {
  Location left, right;
  int saw_right = 0, saw_left = 0;
  void first() {
    left.value.store(1, std::memory_order_relaxed);
    weft::runtime::light_fence();
    saw_right = right.value.load(std::memory_order_relaxed);
  }
  void second() {
    right.value.store(1, std::memory_order_relaxed);
    weft::runtime::heavy_fence();
    saw_left = left.value.load(std::memory_order_relaxed);
  }
  bool forbidden() const { return saw_left == 0 && saw_right == 0; }
};

// CoRR: who reads a location twice does not see it go back. Counters for statistics, ids, positions in
// queues.
struct RelaxedCounter {
  Location count;
  int earlier = 0, later = 0;
  void first() {
    count.value.fetch_add(1, std::memory_order_relaxed), count.value.fetch_add(1, std::memory_order_relaxed);
  }
  void second() {
    earlier = count.value.load(std::memory_order_relaxed);
    later = count.value.load(std::memory_order_relaxed);
  }
  bool forbidden() const { return later < earlier || count.value.load() != 2; }
};

// A seqlock's write and read: a reader that sees the same even number around its reads has seen one write.
struct SequenceNumber {
  Location version, left, right;
  int before = 0, saw_left = 0, saw_right = 0, after = 0;
  void first() {
    version.value.fetch_add(1, std::memory_order_acquire);
    left.value.store(1, std::memory_order_release);
    right.value.store(1, std::memory_order_release);
    version.value.store(2, std::memory_order_release);
  }
  void second() {
    before = version.value.load(std::memory_order_acquire);
    saw_left = left.value.load(std::memory_order_acquire);
    saw_right = right.value.load(std::memory_order_acquire);
    after = version.value.load(std::memory_order_relaxed);
  }
  bool forbidden() const { return before == after && before % 2 == 0 && saw_left != saw_right; }
};

}  // namespace litmus
