#include "sched/timers.h"

#include <algorithm>

#include "agent/parking.h"
#include "weft/detail/awaitable.h"

namespace weft::runtime {

void TimerHeap::place(std::size_t index, Entry entry) {
  entries_[index] = entry;
  entry.timer->index = index;
}

void TimerHeap::sift_up(std::size_t index, Entry entry) {
  while (index > 0) {
    const std::size_t parent = (index - 1) / kArity;
    if (entries_[parent].deadline <= entry.deadline) break;
    place(index, entries_[parent]);
    index = parent;
  }
  place(index, entry);
}

void TimerHeap::sift_down(std::size_t index, Entry entry) {
  for (;;) {
    const std::size_t first = index * kArity + 1;
    if (first >= entries_.size()) break;
    const std::size_t end = std::min(first + kArity, entries_.size());
    std::size_t least = first;
    for (std::size_t child = first + 1; child < end; ++child)
      if (entries_[child].deadline < entries_[least].deadline) least = child;
    if (entries_[least].deadline >= entry.deadline) break;
    place(index, entries_[least]);
    index = least;
  }
  place(index, entry);
}

void TimerHeap::take_out(std::size_t index) {
  entries_[index].timer->index = Timer::kNowhere;
  const Entry last = entries_.back();
  entries_.pop_back();
  if (index == entries_.size()) return;
  if (index > 0 && last.deadline < entries_[(index - 1) / kArity].deadline)
    sift_up(index, last);
  else
    sift_down(index, last);
}

void TimerHeap::publish_earliest() {
  const Deadline earliest = entries_.empty() ? kNever : entries_.front().deadline;
  earliest_.store(earliest.time_since_epoch().count(), std::memory_order_relaxed);
}

void TimerHeap::add(Timer& timer) {
  const std::lock_guard lock(mutex_);
  timer.heap = this;
  entries_.emplace_back();
  sift_up(entries_.size() - 1, {timer.deadline, &timer});
  publish_earliest();
}

bool TimerHeap::remove(Timer& timer) {
  const std::lock_guard lock(mutex_);
  if (timer.index == Timer::kNowhere) return false;
  take_out(timer.index);
  publish_earliest();
  return true;
}

// Under the lock, so that remove() finds either a timer that is still in or one nobody looks at any more.
std::size_t TimerHeap::unpark_due(Deadline now) {
  std::size_t due = 0;
  const std::lock_guard lock(mutex_);
  for (; !entries_.empty() && entries_.front().deadline <= now; ++due) {
    const Timer& timer = *entries_.front().timer;
    take_out(0);
    if (timer.waiter != nullptr)
      expire(*timer.waiter);
    else
      unpark(*timer.agent);
  }
  if (due > 0) publish_earliest();
  return due;
}

}  // namespace weft::runtime
