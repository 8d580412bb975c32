// A list of agents through ControlBlock::next, first in first out.
// Threads: one at a time.
#pragma once

#include <cstddef>

#include "agent/control_block.h"

namespace weft::runtime {

class AgentList {
 public:
  bool empty() const { return first_ == nullptr; }
  std::size_t size() const { return size_; }

  void push_back(ControlBlock& agent) {
    agent.next = nullptr;
    (first_ == nullptr ? first_ : last_->next) = &agent;
    last_ = &agent;
    ++size_;
  }

  // Null when empty.
  ControlBlock* pop_front() {
    ControlBlock* const agent = first_;
    if (agent == nullptr) return nullptr;
    first_ = agent->next;
    agent->next = nullptr;
    --size_;
    return agent;
  }

  // False: it is not in the list. O(size).
  bool remove(ControlBlock& agent) {
    ControlBlock* before = nullptr;
    ControlBlock* at = first_;
    for (; at != &agent && at != nullptr; at = at->next) before = at;
    if (at == nullptr) return false;
    (before == nullptr ? first_ : before->next) = agent.next;
    if (last_ == &agent) last_ = before;
    agent.next = nullptr;
    --size_;
    return true;
  }

 private:
  ControlBlock* first_ = nullptr;
  ControlBlock* last_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace weft::runtime
