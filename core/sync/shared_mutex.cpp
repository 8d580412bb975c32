#include "weft/shared_mutex.h"

#include <mutex>
#include <thread>
#include <utility>

#include "agent/current_agent.h"
#include "contract/check.h"
#include "sync/shared_core.h"
#include "weft/detail/checked.h"

namespace weft {
namespace detail {
namespace {

constexpr int kLooks = 100;  // at a closed gate, before queueing

struct Pool {
  std::mutex mutex;
  shared_core* free = nullptr;  // guarded by mutex
};

Pool& pool() {
  static auto& only = *new Pool();
  return only;
}

// Kernel threads take numbers in turn, so that as few as possible share a slot. Relaxed: they only have to
// differ.
unsigned kernel_thread_number() {
  static std::atomic<unsigned> last{0};
  constinit thread_local unsigned number = 0;
  if (number == 0) number = last.fetch_add(1, std::memory_order_relaxed) + 1;
  return number;
}

}  // namespace

shared_core& shared_core::allocate(shared_order order) {
  shared_core* core = nullptr;
  {
    const std::lock_guard lock(pool().mutex);
    if ((core = pool().free) != nullptr) pool().free = core->next_free_;
  }
  if (core == nullptr) core = new shared_core();
  const std::lock_guard lock(core->lock_);
  core->order_ = order;
  return *core;
}

void shared_core::release() {
  {
    const std::lock_guard lock(lock_);
    WEFT_CHECK(writer_ == nullptr && readers() == 0);  // a shared_mutex is destroyed while somebody holds it
    WEFT_CHECK(waiters_.empty());  // a shared_mutex is destroyed while somebody waits for it
  }
  const std::lock_guard lock(pool().mutex);
  next_free_ = std::exchange(pool().free, this);
}

inline shared_core::Slot& shared_core::own_slot() { return slots_[kernel_thread_number() % kSlots]; }

unsigned shared_core::readers() const {
  unsigned sum = 0;
  for (const Slot& slot : slots_) sum += slot.readers.load(std::memory_order_seq_cst);
  return sum;
}

inline bool shared_core::enter_fast() {
  Slot& slot = own_slot();
  slot.readers.fetch_add(1, std::memory_order_seq_cst);
  if ((gate_.load(std::memory_order_seq_cst) & kClosed) == 0) [[likely]]
    return true;
  leave_slot(slot);
  return false;
}

inline void shared_core::leave() { leave_slot(own_slot()); }

// The mutex may be gone after the first line; this memory is not, and a needless advance() does no harm.
inline void shared_core::leave_slot(Slot& slot) {
  slot.readers.fetch_sub(1, std::memory_order_seq_cst);
  if ((gate_.load(std::memory_order_seq_cst) & kDraining) == 0) [[likely]]
    return;
  lock_.lock();
  const runtime::WokenWaiters woken = advance();
  lock_.unlock();
  runtime::wake_all(woken);
}

// Under lock_ the gate does not change: open means that nobody writes or has to be let by. Relaxed, here
// and below: the lock orders it.
bool shared_core::try_enter() {
  if (enter_fast()) return true;
  const std::lock_guard lock(lock_);
  if ((gate_.load(std::memory_order_relaxed) & kClosed) != 0) return false;
  own_slot().readers.fetch_add(1, std::memory_order_seq_cst);
  return true;
}

bool shared_core::enter_or_line_up(runtime::Waiter& waiter) {
  lock_.lock();
  if (waiter.exclusive) {
    if (writer_ == nullptr && waiters_.empty() && close_gate()) {
      writer_ = waiter.agent;
      return lock_.unlock(), true;
    }
    ++waiting_writers_;
  } else if ((gate_.load(std::memory_order_relaxed) & kClosed) == 0) {
    own_slot().readers.fetch_add(1, std::memory_order_seq_cst);
    return lock_.unlock(), true;
  }
  line_up(waiter);
  return false;
}

// Relaxed: a guess; entering looks again.
void shared_core::look_at_gate() const {
  static const bool others_run = !is_checked && std::thread::hardware_concurrency() > 1;
  for (int i = 0; others_run && i < kLooks; ++i) {
    if ((gate_.load(std::memory_order_relaxed) & kClosed) == 0) return;
    spin_pause();
  }
}

bool shared_core::try_close(runtime::ControlBlock& self) {
  const std::lock_guard lock(lock_);
  if (writer_ != nullptr || !waiters_.empty()) return false;
  if (close_gate())
    writer_ = &self;
  else
    set_gate(0);
  return writer_ != nullptr;
}

void shared_core::open(runtime::ControlBlock& self) {
  lock_.lock();
  WEFT_CHECK(writer_ == &self);  // an agent unlocks a shared_mutex that it does not hold
  writer_ = nullptr;
  const runtime::WokenWaiters woken = advance();
  lock_.unlock();
  runtime::wake_all(woken);
}

// Called with the lock, which it gives back.
void shared_core::line_up(runtime::Waiter& waiter) {
  waiters_.push_back(waiter);
  const runtime::WokenWaiters woken = advance();
  lock_.unlock();
  runtime::wake_all(woken);
}

bool shared_core::withdraw(runtime::Waiter& waiter) {
  lock_.lock();
  const bool listed = waiter.listed;
  if (listed) take_out(waiter);
  const runtime::WokenWaiters woken = advance();  // others may have waited behind this one only
  lock_.unlock();
  runtime::wake_all(woken);
  return listed;
}

// Lets in whose turn it is, and leaves the gate as those who still wait need it. Under lock_.
runtime::WokenWaiters shared_core::advance() {
  runtime::WokenWaiters woken;
  while (writer_ == nullptr) {
    runtime::Waiter* const next = next_in_line();
    if (next == nullptr) break;
    if (next->exclusive) {
      if (!close_gate()) break;
      writer_ = next->agent;
    } else {
      slots_[0].readers.fetch_add(1, std::memory_order_seq_cst);
    }
    take_out(*next);
    woken.push_back(*next);
  }
  if (writer_ != nullptr)
    set_gate(kClosed);
  else if (waiting_writers_ > 0)
    set_gate(order_ == shared_order::readers_first ? kDraining : kDraining | kClosed);
  else
    set_gate(0);
  return woken;
}

runtime::Waiter* shared_core::next_in_line() const {
  if (order_ == shared_order::fair || waiters_.empty()) return waiters_.first();
  const bool writers_first = order_ == shared_order::writers_first;
  runtime::Waiter* const preferred = first_waiter(writers_first);
  return preferred != nullptr ? preferred : first_waiter(!writers_first);
}

runtime::Waiter* shared_core::first_waiter(bool exclusive) const {
  runtime::Waiter* waiter = waiters_.first();
  while (waiter != nullptr && waiter->exclusive != exclusive) waiter = waiter->next;
  return waiter;
}

void shared_core::take_out(runtime::Waiter& waiter) {
  waiters_.remove(waiter);
  if (waiter.exclusive) --waiting_writers_;
}

// From here on readers queue. True: there are none; else the last one to leave will look.
bool shared_core::close_gate() {
  set_gate(kClosed | kDraining);
  return readers() == 0;
}

void shared_core::set_gate(unsigned gate) {
  if (gate_.load(std::memory_order_relaxed) != gate) gate_.store(gate, std::memory_order_seq_cst);
}

}  // namespace detail

namespace {

runtime::ControlBlock& self() {
  runtime::ControlBlock* const agent = runtime::agent_at_hand();
  return agent != nullptr ? *agent : runtime::current_agent();
}

}  // namespace

shared_mutex::shared_mutex(shared_order order) : core_(detail::shared_core::allocate(order)) {}
shared_mutex::~shared_mutex() { core_.release(); }

bool shared_mutex::operation::try_now() {
  return exclusive ? at.core_.try_close(self()) : at.core_.enter_fast();
}
bool shared_mutex::operation::enlist(runtime::Waiter& waiter) {
  waiter.exclusive = exclusive;
  return at.core_.enter_or_line_up(waiter);
}
bool shared_mutex::operation::withdraw(runtime::Waiter& waiter) { return at.core_.withdraw(waiter); }

bool shared_mutex::operation::result(bool in_time) {
  if (in_time) runtime::note_lock_taken(self(), &at);
  return in_time;
}

// As runtime::perform(), but with a look at the gate first, and at the waiter.
bool shared_mutex::take(bool exclusive, std::chrono::steady_clock::time_point deadline) {
  operation taking{*this, exclusive};
  if (!exclusive) {
    if (core_.enter_fast()) return taking.result(true);
    core_.look_at_gate();
  }
  runtime::Waiter waiter(self());
  if (taking.enlist(waiter) || runtime::look_then_wait(waiter, taking.what(), deadline))
    return taking.result(true);
  if (taking.withdraw(waiter)) return false;
  runtime::wait(waiter, taking.what());
  return taking.result(true);
}

void shared_mutex::lock() { take(true, runtime::kNever); }

bool shared_mutex::try_lock() {
  if (!core_.try_close(self())) return false;
  runtime::note_lock_taken(self(), this);
  return true;
}

bool shared_mutex::try_lock_before(std::chrono::steady_clock::time_point deadline) {
  return take(true, deadline);
}

void shared_mutex::unlock() {
  runtime::note_lock_released(self(), this);
  core_.open(self());
}

void shared_mutex::lock_shared() { take(false, runtime::kNever); }

bool shared_mutex::try_lock_shared() {
  if (!core_.try_enter()) return false;
  runtime::note_lock_taken(self(), this);
  return true;
}

bool shared_mutex::try_lock_shared_before(std::chrono::steady_clock::time_point deadline) {
  return take(false, deadline);
}

void shared_mutex::unlock_shared() {
  runtime::note_lock_released(self(), this);
  core_.leave();
}

}  // namespace weft
