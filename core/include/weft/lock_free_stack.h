// A stack that any number of agents push to and pop from at once.
//
//   weft::lock_free_stack<int> stack;
//   stack.push(1);
//   if (std::optional<int> top = stack.pop()) use(*top);
//
// Threads:    any agent, any time; the destructor alone.
// Blocking:   never: lock-free.
// Errors:     push() throws std::bad_alloc; the stack is as before.
// Complexity: O(1) and one node on the heap each; freed nodes wait for the
//             hazard pointers (hazard_pointer.h).
// Source:     Treiber, "Systems Programming: Coping with Parallelism", 1986.
// Checked:    tests/verify/programs/lock_free_stack.cpp.
#pragma once

#include <atomic>
#include <optional>
#include <utility>

#include "weft/hazard_pointer.h"

namespace weft {

template <class T>
class lock_free_stack {
 public:
  lock_free_stack() = default;
  ~lock_free_stack() {
    while (pop()) {
    }
  }
  lock_free_stack(const lock_free_stack&) = delete;
  lock_free_stack& operator=(const lock_free_stack&) = delete;

  // Release: who pops it sees the value.
  void push(T value) {
    auto* const node = new Node{std::move(value), top_.load(std::memory_order_relaxed)};
    while (
        !top_.compare_exchange_weak(node->next, node, std::memory_order_release, std::memory_order_relaxed)) {
    }
  }

  // Empty when there is none. The node cannot come back to the top while it is protected: no ABA. Acquire:
  // the value that was pushed is seen.
  std::optional<T> pop() {
    hazard_pointer hazard;
    for (;;) {
      Node* top = hazard.protect(top_);
      if (top == nullptr) return std::nullopt;
      if (!top_.compare_exchange_strong(top, top->next, std::memory_order_acquire, std::memory_order_relaxed))
        continue;
      std::optional<T> value(std::move(top->value));
      hazard.reset();
      hazard_domain::shared().retire(top);
      return value;
    }
  }

  // Relaxed: a guess.
  bool empty() const { return top_.load(std::memory_order_relaxed) == nullptr; }

 private:
  struct Node {
    T value;
    Node* next;  // not changed once it is in the stack
  };

  std::atomic<Node*> top_{nullptr};
};

}  // namespace weft
