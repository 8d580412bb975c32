#include "sched/global_queue.h"

namespace weft::runtime {

void GlobalQueue::push(ControlBlock& agent) {
  const auto index = static_cast<std::size_t>(agent.priority());
  const std::lock_guard lock(mutex_);
  lists_[index].push_back(agent);
  sizes_[index].store(lists_[index].size(), std::memory_order_relaxed);
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
