#include "sched/global_queue.h"

namespace weft::runtime {

// The priority is read under the lock: a change is followed by move(), which finds what came in before.
// Relaxed sizes: written under the lock; who looks without it does so behind a fence, or looks again.
void GlobalQueue::push(ControlBlock& agent) {
  const std::lock_guard lock(mutex_);
  const auto index = static_cast<std::size_t>(agent.priority());
  lists_[index].push_back(agent);
  sizes_[index].store(lists_[index].size(), std::memory_order_relaxed);
}

void GlobalQueue::move(ControlBlock& agent) {
  const std::lock_guard lock(mutex_);
  const auto belongs = static_cast<std::size_t>(agent.priority());
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    if (i == belongs || !lists_[i].remove(agent)) continue;
    lists_[belongs].push_back(agent);
    sizes_[belongs].store(lists_[belongs].size(), std::memory_order_relaxed);
    sizes_[i].store(lists_[i].size(), std::memory_order_relaxed);
  }
}

AgentList GlobalQueue::take(Priority priority, std::size_t most) {
  AgentList taken;
  if (empty(priority)) return taken;
  const auto index = static_cast<std::size_t>(priority);
  const std::lock_guard lock(mutex_);
  while (taken.size() < most && !lists_[index].empty()) taken.push_back(*lists_[index].pop_front());
  sizes_[index].store(lists_[index].size(), std::memory_order_relaxed);
  return taken;
}

}  // namespace weft::runtime
