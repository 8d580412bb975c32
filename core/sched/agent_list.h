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

 private:
  ControlBlock* first_ = nullptr;
  ControlBlock* last_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace weft::runtime
