#include "weft/priority_mutex.h"

#include <algorithm>
#include <mutex>

#include "contract/check.h"
#include "sync/waiting.h"

namespace weft {

using runtime::ControlBlock;
using runtime::Priority;
using runtime::Waiter;

namespace detail {

// Who waits for whom, over all priority mutexes that somebody waits for. All of it under one lock:
// inheritance goes from mutex to mutex.
class inheritance {
 public:
  spinlock lock;

  void add_waiter(priority_mutex& m, Waiter& waiter) {
    if (m.waiters_.empty()) {
      m.next_contended_ = contended_;
      contended_ = &m;
    }
    insert(m, waiter);
    update(*m.owner());
  }

  void remove_waiter(priority_mutex& m, Waiter& waiter) {
    m.waiters_.remove(waiter);
    if (m.waiters_.empty()) unlink(m);
  }

  // Gives `agent` the priority that its own and the waiters for its mutexes ask for; if it waits itself, so
  // do the owners ahead of it. Ends in a ring of owners too: there, soon nobody's priority changes any more.
  void update(ControlBlock& agent) {
    for (ControlBlock* at = &agent; at != nullptr;) {
      const Priority wanted = wanted_priority(*at);
      if (wanted == at->priority()) return;
      at->lend_priority(wanted);
      if (at->behaviour->requeue != nullptr) at->behaviour->requeue(*at);
      at = move_in_line(*at);
    }
  }

 private:
  Priority wanted_priority(const ControlBlock& agent) const {
    Priority wanted = agent.own_priority();
    for (const priority_mutex* m = contended_; m != nullptr; m = m->next_contended_)
      if (m->owner() == &agent) wanted = std::min(wanted, m->waiters_.first()->agent->priority());
    return wanted;
  }

  // The owner of the mutex that `agent` waits for, after putting it in its place there; null: it waits for
  // none.
  ControlBlock* move_in_line(const ControlBlock& agent) {
    for (priority_mutex* m = contended_; m != nullptr; m = m->next_contended_)
      for (Waiter* waiter = m->waiters_.first(); waiter != nullptr; waiter = waiter->next)
        if (waiter->agent == &agent) {
          m->waiters_.remove(*waiter);
          insert(*m, *waiter);
          return m->owner();
        }
    return nullptr;
  }

  void insert(priority_mutex& m, Waiter& waiter) {
    Waiter* next = m.waiters_.first();
    while (next != nullptr && next->agent->priority() <= waiter.agent->priority()) next = next->next;
    if (next == nullptr)
      m.waiters_.push_back(waiter);
    else
      m.waiters_.insert_before(waiter, *next);
  }

  void unlink(priority_mutex& m) {
    priority_mutex** at = &contended_;
    while (*at != &m) at = &(*at)->next_contended_;
    *at = m.next_contended_;
  }

  priority_mutex* contended_ = nullptr;  // those with waiters, through next_contended_; guarded by lock
};

}  // namespace detail

namespace {

constinit detail::inheritance g_inheritance;

std::uintptr_t word_of(const ControlBlock& agent) { return reinterpret_cast<std::uintptr_t>(&agent); }

}  // namespace

priority_mutex::~priority_mutex() {
  WEFT_CHECK(owner_.load(std::memory_order_relaxed) ==
             0);  // a priority_mutex is destroyed while somebody holds it
}

// Acquire: the owner's control block is seen.
ControlBlock* priority_mutex::owner() const {
  return reinterpret_cast<ControlBlock*>(owner_.load(std::memory_order_acquire) & ~kWaiters);
}

// Acquire: what the last owner did is seen. Release: who sees this owner sees its control block.
bool priority_mutex::take(ControlBlock& self) {
  Word nobody = 0;
  if (!owner_.compare_exchange_strong(nobody, word_of(self), std::memory_order_acq_rel,
                                      std::memory_order_relaxed))
    return false;
  runtime::note_lock_taken(self, this);
  return true;
}

void priority_mutex::lock() { try_lock_before(runtime::kNever); }

bool priority_mutex::try_lock() { return take(runtime::current_agent()); }

bool priority_mutex::try_lock_before(std::chrono::steady_clock::time_point deadline) {
  return runtime::perform(operation{*this}, deadline);
}

// Under the lock of all. False: somebody else has it, and will look for waiters when it unlocks. Relaxed:
// the mark publishes nothing; take() acquires.
bool priority_mutex::take_or_mark(ControlBlock& self) {
  for (;;) {
    if (take(self)) return true;
    Word word = owner_.load(std::memory_order_relaxed);
    if ((word & kWaiters) != 0) return false;
    if (word != 0 && owner_.compare_exchange_weak(word, word | kWaiters, std::memory_order_relaxed))
      return false;
  }
}

bool priority_mutex::operation::enlist(Waiter& waiter) {
  WEFT_CHECK(at.owner() != waiter.agent);  // an agent locks a priority_mutex that it already holds
  const std::lock_guard lock(g_inheritance.lock);
  if (at.take_or_mark(*waiter.agent)) return true;
  g_inheritance.add_waiter(at, waiter);
  return false;
}

// Relaxed: under the lock of all, as the mark.
bool priority_mutex::operation::withdraw(Waiter& waiter) {
  const std::lock_guard lock(g_inheritance.lock);
  if (!waiter.listed) return false;
  g_inheritance.remove_waiter(at, waiter);
  g_inheritance.update(*at.owner());
  if (at.waiters_.empty()) at.owner_.fetch_and(~kWaiters, std::memory_order_relaxed);
  return true;
}

void priority_mutex::operation::accept(Waiter& waiter) { runtime::note_lock_taken(*waiter.agent, &at); }

// Release: what this owner did is seen by the next.
void priority_mutex::unlock() {
  ControlBlock& self = runtime::current_agent();
  Word mine = word_of(self);
  WEFT_CHECK(owner() == &self);  // an agent unlocks a priority_mutex that it does not hold
  runtime::note_lock_released(self, this);
  if (!owner_.compare_exchange_strong(mine, 0, std::memory_order_release, std::memory_order_relaxed))
    unlock_slowly(self);
}

// Release, as in unlock().
void priority_mutex::unlock_slowly(ControlBlock& self) {
  Waiter* first = nullptr;
  {
    const std::lock_guard lock(g_inheritance.lock);
    first = waiters_.first();
    if (first == nullptr) {  // the last one gave up just now
      owner_.store(0, std::memory_order_release);
    } else {
      g_inheritance.remove_waiter(*this, *first);
      owner_.store(word_of(*first->agent) | (waiters_.empty() ? 0 : kWaiters), std::memory_order_release);
      g_inheritance.update(*first->agent);
    }
    g_inheritance.update(self);
  }
  if (first != nullptr) runtime::wake(*first);
}

}  // namespace weft
