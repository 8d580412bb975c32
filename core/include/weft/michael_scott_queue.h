// An unbounded queue that any number of agents push to and pop from at once.
//
//   weft::michael_scott_queue<int> queue;
//   queue.push(1);
//   if (std::optional<int> first = queue.pop()) use(*first);
//
// Threads:    any agent, any time; the destructor alone.
// Blocking:   never: lock-free.
// Errors:     push() throws std::bad_alloc; the queue is as before.
// Complexity: O(1) and one node on the heap each; freed nodes wait for the
//             hazard pointers (hazard_pointer.h).
// Source:     Michael and Scott, "Simple, Fast, and Practical Non-Blocking and Blocking
//             Concurrent Queue Algorithms", PODC 1996.
// Checked:    tests/verify/programs/michael_scott_queue.cpp.
#pragma once

#include <atomic>
#include <optional>
#include <utility>

#include "weft/hazard_pointer.h"

namespace weft {

template <class T>
class michael_scott_queue {
 public:
  michael_scott_queue() {
    auto* const empty = new Node();
    first_.store(empty, std::memory_order_relaxed);
    last_.store(empty, std::memory_order_relaxed);
  }
  ~michael_scott_queue() {
    while (pop()) {
    }
    delete first_.load(std::memory_order_relaxed);
  }
  michael_scott_queue(const michael_scott_queue&) = delete;
  michael_scott_queue& operator=(const michael_scott_queue&) = delete;

  // Release, when a node is linked: who finds it sees the value.
  void push(T value) {
    auto* const node = new Node();
    node->value.emplace(std::move(value));
    hazard_pointer hazard;
    for (;;) {
      Node* last = hazard.protect(last_);
      Node* next = last->next.load(std::memory_order_acquire);
      if (next != nullptr) {  // another push has linked its node but not moved the end yet
        help(last, next);
      } else if (last->next.compare_exchange_strong(next, node, std::memory_order_release,
                                                    std::memory_order_relaxed)) {
        help(last, node);
        return;
      }
    }
  }

  // Empty when there is none. Acquire: a node that is last is whole. The rest
  // sequentially consistent, as in help().
  std::optional<T> pop() {
    hazard_pointer hazard, next_hazard;
    for (;;) {
      Node* first = hazard.protect(first_);
      Node* next = next_hazard.protect(first->next);
      // `next` is protected in time only if `first` was still the first after that.
      if (first != first_.load(std::memory_order_seq_cst)) continue;
      if (next == nullptr) return std::nullopt;
      if (first == last_.load(std::memory_order_acquire))
        help(first, next);  // the end never falls behind the beginning
      Node* const unlinked = first;
      if (!first_.compare_exchange_strong(first, next, std::memory_order_seq_cst, std::memory_order_relaxed))
        continue;
      std::optional<T> value(
          std::move(next->value));  // by the one who moved first_ here; next is the empty node now
      next->value.reset();
      hazard.reset();
      hazard_domain::shared().retire(unlinked);
      return value;
    }
  }

 private:
  struct Node {
    std::optional<T> value;  // of the first node: none
    std::atomic<Node*> next{nullptr};
  };

  // Moves the end on by one, unless somebody else has. Sequentially consistent, since
  // hazard_pointer::protect() looks at it again.
  void help(Node* last, Node* next) {
    last_.compare_exchange_strong(last, next, std::memory_order_seq_cst, std::memory_order_relaxed);
  }

  alignas(64) std::atomic<Node*> first_;  // a node whose value is gone
  alignas(64) std::atomic<Node*> last_;   // or the one before it
};

}  // namespace weft
