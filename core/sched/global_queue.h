// Agents that belong to no processor: made runnable from outside, overflowing a local queue,
// or of another priority than normal.
// Threads:  any.
// Blocking: a short lock.
#pragma once

#include <array>
#include <atomic>
#include <mutex>

#include "sched/agent_list.h"

namespace weft::runtime {

class GlobalQueue {
 public:
  void push(ControlBlock& agent);
  // Its priority has changed: if it is here, it goes to the end of the list
  // it belongs to now. O(agents here).
  void move(ControlBlock& agent);

  // Up to `most` of one priority, oldest first.
  AgentList take(Priority priority, std::size_t most);

  // Guesses unless nobody pushes. Relaxed: a push is followed by a wakeup, which
  // orders them (scheduler.cpp, wake()).
  bool empty(Priority priority) const { return size(priority) == 0; }
  bool empty() const { return empty(Priority::high) && empty(Priority::normal) && empty(Priority::low); }
  std::size_t size(Priority priority) const {
    return sizes_[static_cast<std::size_t>(priority)].load(std::memory_order_relaxed);
  }

 private:
  std::mutex mutex_;
  std::array<AgentList, 3> lists_;  // guarded by mutex_
  std::array<std::atomic<std::size_t>, 3> sizes_{};
};

}  // namespace weft::runtime
