// An unbounded queue that any number of agents push to and one pops from.
//
//   weft::mpsc_queue<int> inbox;
//   inbox.push(1);                                             // anybody
//   while (std::optional<int> next = inbox.pop()) use(*next);  // its owner
//
// Threads:    push() by any agent; pop() and empty() by one at a time; the destructor alone.
// Blocking:   push() is wait-free. pop() finds nothing while a push before the
//             oldest whole one is still under way.
// Errors:     push() throws std::bad_alloc; the queue is as before.
// Complexity: push() one exchange; one node on the heap each.
// Source:     Vyukov, "Non-intrusive MPSC Node-Based Queue", 1024cores.net, 2010.
// Checked:    tests/verify/programs/mpsc_queue.cpp.
#pragma once

#include <atomic>
#include <optional>
#include <utility>

namespace weft {

template <class T>
class mpsc_queue {
 public:
  mpsc_queue() : first_(new Node()), last_(first_) {}
  ~mpsc_queue() {
    while (pop()) {
    }
    delete first_;
  }
  mpsc_queue(const mpsc_queue&) = delete;
  mpsc_queue& operator=(const mpsc_queue&) = delete;

  // Between the two steps the queue is cut in two at this node. Acquire and release: the node before is whole
  // when it is linked to, and this one when it is found.
  void push(T value) {
    auto* const node = new Node();
    node->value.emplace(std::move(value));
    Node* const before = last_.exchange(node, std::memory_order_acq_rel);
    before->next.store(node, std::memory_order_release);
  }

  // Empty when there is none. Acquire: the value that was pushed is seen.
  std::optional<T> pop() {
    Node* const next = first_->next.load(std::memory_order_acquire);
    if (next == nullptr) return std::nullopt;
    std::optional<T> value(std::move(next->value));
    next->value.reset();
    delete std::exchange(first_, next);
    return value;
  }

  bool empty() const { return first_->next.load(std::memory_order_acquire) == nullptr; }

 private:
  struct Node {
    std::optional<T> value;  // of the first node: none
    std::atomic<Node*> next{nullptr};
  };

  Node* first_;  // the consumer's
  alignas(64) std::atomic<Node*> last_;
};

}  // namespace weft
