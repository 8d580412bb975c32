// How unlock() does without an atomic read-modify-write.
//
// The owner says in its own control block that it gives the lock up (`holds` becomes null), then looks
// whether the mutex is contended, and if not stores a zero and never looks back. A waiter that comes first
// says that the mutex is contended, then looks whether the owner is giving it up. The fences make one of the
// two see the other (light in the owner, heavy in the waiter). So either the owner takes the slow path, or
// the waiter sees it go and waits for the zero, a few instructions away. While the mutex stays contended, all
// that needs no heavy fence any more.
#include "weft/mutex.h"

#include <mutex>

#include "agent/asymmetric_fence.h"
#include "agent/current_agent.h"
#include "contract/check.h"
#include "sync/waiting.h"
#include "weft/detail/checked.h"

namespace weft {
namespace {

using runtime::ControlBlock;

constexpr int kSpinTurns = detail::is_checked ? 1 : 10;  // looks at a mutex whose owner runs, before parking,
// with so many pauses, of 10 to 40 ns, in between. Looking at every pause takes the cache line from the owner
// each time: 31 instead of 159 M sections a second (two threads, empty section).
constexpr int kPausesPerTurn = 20;
constexpr int kLostRaces = 4;  // for a waiter that was woken; then it is handed the mutex
constexpr int kCalmUnlocks = detail::is_checked ? 1 : 1000;  // cost about as much as the next heavy fence

constexpr runtime::Wait wait_for(const mutex& m) { return {runtime::WaitReason::mutex, &m}; }

// Relaxed: a guess at whether looking pays.
bool runs(const ControlBlock& agent) {
  return agent.state.load(std::memory_order_relaxed) == runtime::AgentState::running;
}

}  // namespace

// A slow unlock() may still be about to leave the list alone.
mutex::~mutex() {
  WEFT_CHECK(owner_.load(std::memory_order_relaxed) == 0);  // a mutex is destroyed while somebody holds it
  list_lock_.lock();
  WEFT_CHECK(waiters_.empty());  // a mutex is destroyed while somebody waits for it
}

// Acquire: what the last owner did is seen. Release: who waits looks into this owner's control block.
inline bool mutex::take(ControlBlock& self) {
  const bool nested = self.holds.load(std::memory_order_relaxed) != nullptr;
  const Word mine = reinterpret_cast<Word>(&self) | (nested ? kNested : 0);
  Word nobody = 0;
  if (!owner_.compare_exchange_strong(nobody, mine, std::memory_order_acq_rel, std::memory_order_relaxed))
    return false;
  runtime::note_lock_taken(self, this);
  return true;
}

void mutex::lock() {
  ControlBlock* const self = runtime::agent_at_hand();
  if (self == nullptr || !take(*self)) lock_waiting();
}

// Relaxed: take() acquires.
bool mutex::try_lock() {
  return owner_.load(std::memory_order_relaxed) == 0 && take(runtime::current_agent());
}

bool mutex::try_lock_before(std::chrono::steady_clock::time_point deadline) {
  ControlBlock& self = runtime::current_agent();
  return take(self) || lock_slowly(self, deadline);
}

// Relaxed: only the caller writes the caller there, or who handed it on before the wakeup.
bool mutex::is_mine() const {
  return owner_of(owner_.load(std::memory_order_relaxed)) == &runtime::current_agent();
}

// `holds` names this mutex only while its agent owns it, so this checks the caller too.
// Release: what this owner did is seen by the next.
void mutex::unlock() {
  ControlBlock* const self = runtime::agent_at_hand();
  if (self == nullptr || self->holds.load(std::memory_order_relaxed) != this) return unlock_slowly();
  self->holds.store(nullptr, std::memory_order_relaxed);
  runtime::light_fence();
  if (contended_.load(std::memory_order_relaxed)) {
    self->holds.store(this,
                      std::memory_order_relaxed);  // who waits for the zero need not: the list is looked at
    return unlock_slowly();
  }
  owner_.store(0, std::memory_order_release);
}

[[gnu::noinline]] void mutex::lock_waiting() { lock_slowly(runtime::current_agent(), runtime::kNever); }

// `awake`: this waiter is the one that awake_ speaks of. Relaxed, here and below: take() acquires; awake_
// and contended_ are hints outside of list_lock_, and ordered by it inside.
bool mutex::lock_slowly(ControlBlock& self, std::chrono::steady_clock::time_point deadline) {
  bool awake = false;
  int turns = 0, races = 0;
  for (;;) {
    const Word word = owner_.load(std::memory_order_relaxed);
    WEFT_CHECK(owner_of(word) != &self);  // an agent locks a mutex that it already holds
    if (word == 0 && take(self)) {
      if (awake) awake_.store(false, std::memory_order_relaxed);
      return true;
    }
    if (order_ == lock_order::barging && spin(awake, turns)) continue;
    runtime::Waiter waiter(self);
    waiter.wants_handover = order_ == lock_order::fifo || ++races > kLostRaces;
    if (!enlist(waiter, awake)) continue;
    if (!wait_for_turn(waiter, deadline)) return false;
    if (is_mine()) return accept_handover(self), true;
    awake = true;
    turns = 0;
  }
}

bool mutex::operation::enlist(runtime::Waiter& waiter) {
  waiter.wants_handover = true;
  for (bool awake = false;;) {
    const Word word = at.owner_.load(std::memory_order_relaxed);
    WEFT_CHECK(owner_of(word) != waiter.agent);  // an agent locks a mutex that it already holds
    if (word == 0 && at.take(*waiter.agent)) return true;
    if (at.enlist(waiter, awake)) return false;
  }
}

// Waits a moment for an owner that runs; false when that has been done for long enough. While it looks,
// nobody needs to be woken. Acquire: the owner's control block is complete.
bool mutex::spin(bool& awake, int& turns) {
  const Word seen = owner_.load(std::memory_order_acquire);
  if (turns == kSpinTurns || seen == 0 || !runs(*owner_of(seen))) return seen == 0;
  ++turns;
  if (!awake && contended_.load(std::memory_order_relaxed) && !awake_.load(std::memory_order_relaxed))
    awake = !awake_.exchange(true, std::memory_order_relaxed);
  for (int i = 0; i < kPausesPerTurn; ++i) spin_pause();
  return true;
}

// Puts the waiter into the list, in front when it was awake; false: the mutex has become free.
bool mutex::enlist(runtime::Waiter& waiter, bool& awake) {
  const std::lock_guard lock(list_lock_);
  if (!contended_.load(std::memory_order_relaxed)) make_unlock_slow();
  if (owner_.load(std::memory_order_relaxed) == 0) return false;
  if (!awake) return waiters_.push_back(waiter), true;
  awake = false;
  awake_.store(false, std::memory_order_relaxed);
  waiters_.push_front(waiter);
  return true;
}

// Under list_lock_. From here on no unlock() goes without looking at the list. Relaxed: the heavy fence
// pairs with the light one of unlock(). Acquire: `holds` is looked at afterwards.
void mutex::make_unlock_slow() {
  calm_unlocks_ = 0;
  contended_.store(true, std::memory_order_relaxed);
  runtime::heavy_fence();
  for (backoff waiting;; waiting.wait()) {
    const Word word = owner_.load(std::memory_order_acquire);
    if (word == 0 || (word & kNested) != 0) return;
    if (owner_of(word)->holds.load(std::memory_order_relaxed) == this) return;
  }
}

// False: the deadline has passed, and the waiter is in the list no more.
bool mutex::wait_for_turn(runtime::Waiter& waiter, std::chrono::steady_clock::time_point deadline) {
  if (order_ == lock_order::fifo ? runtime::look_then_wait(waiter, wait_for(*this), deadline)
                                 : runtime::wait(waiter, wait_for(*this), deadline))
    return true;
  return !withdraw(waiter) && runtime::wait(waiter, wait_for(*this));
}

// False: it was taken out of the list, and is about to be woken.
bool mutex::withdraw(runtime::Waiter& waiter) {
  const std::lock_guard lock(list_lock_);
  return waiters_.remove(waiter);
}

// The last owner made this agent the owner. Release: as in take().
void mutex::accept_handover(ControlBlock& self) {
  if (self.holds.load(std::memory_order_relaxed) != nullptr)
    owner_.store(reinterpret_cast<Word>(&self) | kNested, std::memory_order_release);
  runtime::note_lock_taken(self, this);
}

// With waiters, or holding other locks, or in the hands of somebody else. Release: what this owner did is
// seen by the next.
[[gnu::noinline]] void mutex::unlock_slowly() {
  ControlBlock& self = runtime::current_agent();
  WEFT_CHECK(owner_of(owner_.load(std::memory_order_relaxed)) ==
             &self);  // an agent unlocks a mutex that it does not hold
  list_lock_.lock();
  runtime::note_lock_released(self, this);
  runtime::Waiter* const first = waiters_.first();
  const bool wakes = first != nullptr && (first->wants_handover || !awake_.load(std::memory_order_relaxed));
  Word next = 0;
  if (first == nullptr) calm_down();
  if (wakes) {
    waiters_.remove(*first);
    if (first->wants_handover)
      next = reinterpret_cast<Word>(first->agent);
    else
      awake_.store(true, std::memory_order_relaxed);
  }
  owner_.store(next, std::memory_order_release);
  list_lock_.unlock();
  if (wakes) runtime::wake(*first);
}

// Under list_lock_, by the owner: nobody waits.
void mutex::calm_down() {
  if (contended_.load(std::memory_order_relaxed) && ++calm_unlocks_ >= kCalmUnlocks)
    contended_.store(false, std::memory_order_relaxed);
}

}  // namespace weft
