#include "sched/timers.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

#include "sync/waiting.h"

namespace weft::runtime {

void TimerHeap::place(std::size_t index, Entry entry) {
  entries_[index] = entry;
  slots_[entry.slot].index = static_cast<std::uint32_t>(index);
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

std::uint32_t TimerHeap::take_slot(Timer& timer) {
  if (free_slot_ == slots_.size()) slots_.push_back({nullptr, free_slot_ + 1});
  const std::uint32_t slot = std::exchange(free_slot_, slots_[free_slot_].index);
  slots_[slot].timer = &timer;
  return slot;
}

// Without a look at the timer itself.
Timer& TimerHeap::take_out(std::size_t index) {
  const std::uint32_t slot = entries_[index].slot;
  slots_[slot].index = std::exchange(free_slot_, slot);
  const Entry last = entries_.back();
  entries_.pop_back();
  if (index < entries_.size()) {
    if (index > 0 && last.deadline < entries_[(index - 1) / kArity].deadline)
      sift_up(index, last);
    else
      sift_down(index, last);
  }
  return *slots_[slot].timer;
}

// Those that were due and wait to be unparked still count. Release: see earliest().
void TimerHeap::publish_earliest() {
  if (ending_) return;
  const Deadline earliest = entries_.empty() ? kNever : entries_.front().deadline;
  earliest_.store(earliest.time_since_epoch().count(), std::memory_order_release);
}

// Relaxed: the timer is the caller's until the lock is given back.
void TimerHeap::add(Timer& timer) {
  const std::lock_guard mine(lock_);
  timer.heap = this;
  const std::uint32_t slot = take_slot(timer);
  timer.slot.store(slot, std::memory_order_relaxed);
  entries_.emplace_back();
  sift_up(entries_.size() - 1, {timer.deadline, slot});
  publish_earliest();
}

// Acquire: pairs with note_due(). Relaxed: under the lock.
bool TimerHeap::remove(Timer& timer) {
  if (timer.slot.load(std::memory_order_acquire) == Timer::kNowhere) return false;
  const std::lock_guard mine(lock_);
  const std::uint32_t slot = timer.slot.load(std::memory_order_relaxed);
  if (slot == Timer::kNowhere) return false;
  take_out(slots_[slot].index);
  timer.slot.store(Timer::kNowhere, std::memory_order_relaxed);
  publish_earliest();
  return true;
}

bool TimerHeap::begin_ending() {
  const std::lock_guard mine(lock_);
  return !std::exchange(ending_, true);
}

void TimerHeap::end_ending() {
  const std::lock_guard mine(lock_);
  ending_ = false;
  publish_earliest();
}

// Once the timer is nowhere, and the waiter expired, both may be gone. Release: pairs with remove().
void TimerHeap::note_due(Timer& timer) {
  ControlBlock* agent = timer.agent;
  WaiterState before = WaiterState::sleeps;
  if (timer.waiter != nullptr) {
    agent = timer.waiter->agent;
    before = mark_expired(*timer.waiter);
  }
  timer.slot.store(Timer::kNowhere, std::memory_order_release);
  if (before != WaiterState::sleeps && before != WaiterState::suspended) return;
  __builtin_prefetch(agent, 1);
  due_.push_back({agent, before == WaiterState::suspended});
}

// First all are taken, then they are looked at: each lies in a page that was not touched for long, and the
// processor fetches several at a time.
std::size_t TimerHeap::take_some_due(Deadline now) {
  std::array<Timer*, kTakenAtOnce> taken;
  const std::lock_guard mine(lock_);
  std::size_t count = 0;
  while (count < taken.size() && !entries_.empty() && entries_.front().deadline <= now) {
    taken[count] = &take_out(0);
    __builtin_prefetch(taken[count++], 1);
  }
  for (std::size_t i = 0; i < count; ++i) note_due(*taken[i]);
  return count;
}

// A suspended agent waits for exactly this. Another one may be gone meanwhile, see ControlBlock.
void TimerHeap::let_go_on(const Due& due) {
  if (due.is_suspended)
    resume_suspended(*due.agent);
  else
    unpark(*due.agent);
}

std::size_t TimerHeap::unpark_due(Deadline now, Order order) {
  if (earliest() > now || !begin_ending()) return 0;
  while (take_some_due(now) == kTakenAtOnce) {
  }
  if (order == Order::earliest_last) std::reverse(due_.begin(), due_.end());
  for (const Due& due : due_) let_go_on(due);
  const std::size_t count = due_.size();
  due_.clear();
  end_ending();
  return count;
}

}  // namespace weft::runtime
