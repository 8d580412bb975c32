#include "weft/mutex.h"

#include "contract/check.h"
#include "sync/waiting.h"
#include "weft/spinlock.h"

namespace weft {
namespace {

using runtime::ControlBlock;

constexpr int kSpinTurns = 6;        // looks at a mutex whose owner runs, before parking,
constexpr int kPausesPerTurn = 30;   // some 100 ns each
constexpr int kLostRaces = 4;        // for a waiter that was woken; then it is handed the mutex

std::uintptr_t word_of(const ControlBlock& agent) { return reinterpret_cast<std::uintptr_t>(&agent); }

bool runs(std::uintptr_t owner) {
  const auto& agent = *reinterpret_cast<const ControlBlock*>(owner);
  return agent.state.load(std::memory_order_relaxed) == runtime::AgentState::running;
}

}  // namespace

mutex::~mutex() { WEFT_CHECK(word_.load(std::memory_order_relaxed) == 0); }

bool mutex::try_lock() {
  ControlBlock& self = runtime::current_agent();
  Word word = word_.load(std::memory_order_relaxed);
  while (owner_of(word) == 0) {
    // Acquire: what the last owner did is seen.
    if (!word_.compare_exchange_weak(word, word | word_of(self), std::memory_order_acquire, std::memory_order_relaxed))
      continue;
    runtime::note_lock_taken(self, this);
    return true;
  }
  return false;
}

void mutex::lock() {
  ControlBlock& self = runtime::current_agent();
  Word free = 0;
  if (!word_.compare_exchange_strong(free, word_of(self), std::memory_order_acquire, std::memory_order_relaxed))
    lock_slowly(self, runtime::kNever);
  runtime::note_lock_taken(self, this);
}

bool mutex::try_lock_until(std::chrono::steady_clock::time_point deadline) {
  if (try_lock()) return true;
  ControlBlock& self = runtime::current_agent();
  if (!lock_slowly(self, deadline)) return false;
  runtime::note_lock_taken(self, this);
  return true;
}

void mutex::unlock() {
  ControlBlock& self = runtime::current_agent();
  runtime::note_lock_released(self, this);
  Word mine = word_of(self);
  // Release: what this owner did is seen by the next.
  if (!word_.compare_exchange_strong(mine, 0, std::memory_order_release, std::memory_order_relaxed))
    unlock_slowly(word_of(self));
}

// `awake`: this waiter was woken, and the mutex knows that one is.
bool mutex::lock_slowly(ControlBlock& self, std::chrono::steady_clock::time_point deadline) {
  bool awake = false;
  int turns = 0, races = 0;
  for (;;) {
    Word word = word_.load(std::memory_order_relaxed);
    WEFT_CHECK(owner_of(word) != word_of(self));  // an agent locks a mutex that it already holds
    if (owner_of(word) == 0) {
      const Word taken = (word | word_of(self)) & ~(awake ? kAwake : 0);
      if (word_.compare_exchange_weak(word, taken, std::memory_order_acquire, std::memory_order_relaxed)) return true;
      continue;
    }
    if (order_ == lock_order::barging && spin(word, awake, turns)) continue;
    runtime::Waiter waiter(self);
    waiter.wants_handover = order_ == lock_order::fifo || ++races > kLostRaces;
    if (!enlist(waiter, word, awake)) continue;
    if (!runtime::wait(waiter, {runtime::WaitReason::mutex, this}, deadline) && give_up(waiter)) return false;
    if (owner_of(word_.load(std::memory_order_acquire)) == word_of(self)) return true;
    awake = true;
    turns = 0;
  }
}

// Waits a moment for an owner that runs; false when that has been done for long enough. While it looks, nobody needs to be
// woken.
bool mutex::spin(Word seen, bool& awake, int& turns) {
  if (turns == kSpinTurns || !runs(owner_of(seen))) return false;
  ++turns;
  if (!awake && (seen & kWaiters) != 0 && (seen & (kAwake | kList)) == 0)
    awake = word_.compare_exchange_strong(seen, seen | kAwake, std::memory_order_relaxed);
  for (int i = 0; i < kPausesPerTurn; ++i) spin_pause();
  return true;
}

// Puts the waiter into the list, in front when it had been woken from there; false: the mutex has changed since `seen`.
bool mutex::enlist(runtime::Waiter& waiter, Word seen, bool was_awake) {
  if ((seen & kList) != 0) {
    spin_pause();
    return false;
  }
  const Word listed = (seen | kList | kWaiters) & ~(was_awake ? kAwake : 0);
  if (!word_.compare_exchange_strong(seen, listed, std::memory_order_acquire, std::memory_order_relaxed)) return false;
  if (was_awake)
    waiters_.push_front(waiter);
  else
    waiters_.push_back(waiter);
  unlock_list();
  return true;
}

// The deadline has passed. False: it was woken at the last moment after all.
bool mutex::give_up(runtime::Waiter& waiter) {
  lock_list();
  const bool listed = waiters_.remove(waiter);
  if (waiters_.empty()) word_.fetch_and(~kWaiters, std::memory_order_relaxed);
  unlock_list();
  if (!listed) runtime::wait(waiter, {runtime::WaitReason::mutex, this});
  return listed;
}

void mutex::lock_list() {
  for (backoff waiting; (word_.fetch_or(kList, std::memory_order_acquire) & kList) != 0;) waiting.wait();
}

void mutex::unlock_list() { word_.fetch_and(~kList, std::memory_order_release); }

// With waiters, or in the hands of somebody else.
void mutex::unlock_slowly(Word self) {
  WEFT_CHECK(owner_of(word_.load(std::memory_order_relaxed)) == self);  // an agent unlocks a mutex it does not hold
  lock_list();
  runtime::Waiter* const first = waiters_.first();
  const bool awake = (word_.load(std::memory_order_relaxed) & kAwake) != 0;
  const bool wakes = first != nullptr && (first->wants_handover || !awake);
  Word next = 0;
  if (wakes) {
    waiters_.remove(*first);
    if (first->wants_handover)
      next = reinterpret_cast<Word>(&first->agent);
    else
      next = kAwake;
  }
  if (!waiters_.empty()) next |= kWaiters;
  // While the list is locked nobody else changes the word but to announce that it is awake.
  Word word = word_.load(std::memory_order_relaxed);
  while (!word_.compare_exchange_weak(word, next | (word & kAwake), std::memory_order_acq_rel, std::memory_order_relaxed)) {
  }
  if (wakes) runtime::wake(*first);
}

}  // namespace weft
