// weft/detail/actor_core.h
#include "sync/waiting.h"
#include "weft/detail/actor_core.h"

#include <algorithm>

namespace weft {

const char* to_string(exit_reason::kind kind) {
  constexpr const char* kNames[] = {"normal", "shutdown", "failed", "other"};
  return kNames[static_cast<int>(kind)];
}

namespace runtime {
namespace {

struct Mark final : ActorCore::Letter {};
Mark g_asleep, g_ended;  // only their addresses count
ActorCore::Letter* const kAsleep = &g_asleep;
ActorCore::Letter* const kEnded = &g_ended;

// One sequence for actors and monitors. Relaxed: only uniqueness counts.
std::uint64_t new_id() {
  static std::atomic<std::uint64_t> last{0};
  return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

void destroy(ActorCore::Letter* letter) {
  while (letter != nullptr) delete std::exchange(letter, letter->next);
}

}  // namespace

ActorCore::ActorCore() : id_(new_id()) {}

ActorCore::~ActorCore() {
  destroy(oldest_);
  ActorCore::Letter* const newest = newest_.load(std::memory_order_acquire);
  if (newest != kAsleep && newest != kEnded) destroy(newest);
}

// ---- mailbox

// Relaxed first look: the exchange confirms it.
bool ActorCore::deliver(std::unique_ptr<Letter> letter) {
  Letter* head = newest_.load(std::memory_order_relaxed);
  do {
    if (head == kEnded) return false;
    letter->next = head == kAsleep ? nullptr : head;
    // Release: the letter is seen by the actor; acquire: agent_ is seen when it sleeps.
  } while (!newest_.compare_exchange_weak(head, letter.get(), std::memory_order_acq_rel,
                                          std::memory_order_relaxed));
  letter.release();
  if (head == kAsleep) unpark(*agent_);
  return true;
}

void ActorCore::begin() { agent_ = &current_agent(); }

// All that has arrived, oldest first. Acquire: the letters are whole.
void ActorCore::take_mail() {
  Letter* letter = newest_.exchange(nullptr, std::memory_order_acquire);
  if (letter == kAsleep) return;
  while (letter != nullptr) {
    Letter* const older = letter->next;
    letter->next = oldest_;
    oldest_ = std::exchange(letter, older);
  }
}

// False: there is mail. Sequentially consistent, as in request_exit(): whoever asks for the exit says so and
// then looks whether the actor sleeps; the actor says that it sleeps and then looks whether it has to leave.
bool ActorCore::fall_asleep() {
  Letter* none = nullptr;
  return newest_.compare_exchange_strong(none, kAsleep) || none == kAsleep;
}

void ActorCore::wake_up() {
  Letter* asleep = kAsleep;
  if (newest_.compare_exchange_strong(asleep, nullptr)) unpark(*agent_);
}

std::unique_ptr<ActorCore::Letter> ActorCore::next_letter(std::chrono::steady_clock::time_point deadline) {
  for (bool in_time = true;;) {
    if (exit_requested_.load()) throw exit_signal{asked_};
    if (oldest_ == nullptr) take_mail();
    if (oldest_ != nullptr) return std::unique_ptr<Letter>(std::exchange(oldest_, oldest_->next));
    if (!in_time) return nullptr;
    if (fall_asleep() && !exit_requested_.load()) in_time = park({WaitReason::channel, this}, deadline);
  }
}

// ---- the end

// Relaxed: it is written under the lock.
void ActorCore::request_exit(exit_reason reason) {
  {
    const std::lock_guard lock(mutex_);
    if (exit_requested_.load(std::memory_order_relaxed)) return;
    asked_ = std::move(reason);
    exit_requested_.store(true);
  }
  wake_up();
}

// Acquire: the letters that are left are whole; release: who finds it ended sees what it did.
void ActorCore::finish(exit_reason reason) {
  std::vector<Watcher> watchers;
  {
    const std::lock_guard lock(mutex_);
    reason_ = std::move(reason);
    over_ = true;
    watchers.swap(watchers_);
  }
  Letter* const unread = newest_.exchange(kEnded, std::memory_order_acq_rel);
  if (unread != kAsleep) destroy(unread);
  destroy(std::exchange(oldest_, nullptr));
  for (const Watcher& watcher : watchers)
    if (const auto actor = watcher.actor.lock()) actor->tell_end_of(*this, watcher);
  ended_.make_ready();
}

// ---- links and monitors

// False: it has ended already.
bool ActorCore::watched_by(ActorCore& watcher, monitor_id monitor) {
  const std::lock_guard lock(mutex_);
  if (over_) return false;
  watchers_.push_back({monitor, watcher.weak_from_this()});
  return true;
}

void ActorCore::forget(const ActorCore& watcher, monitor_id monitor) {
  const std::lock_guard lock(mutex_);
  std::erase_if(watchers_, [&](const Watcher& each) {
    return each.monitor == monitor && each.actor.lock().get() == &watcher;
  });
}

void ActorCore::tell_end_of(const ActorCore& other, const Watcher& as) {
  if (as.monitor != 0) return deliver_down({as.monitor, other.id(), other.reason()});
  forget(other, 0);
  linked_ended(other.id(), other.reason());
}

void ActorCore::linked_ended(actor_id who, const exit_reason& reason) {
  if (traps_exits_.load(std::memory_order_relaxed)) return deliver_exited({who, reason});
  if (reason.abnormal()) request_exit(reason);
}

// Each in the list of the other; twice is as good as once.
void ActorCore::link(ActorCore& other) {
  unlink(other);
  watched_by(other, 0);
  if (other.watched_by(*this, 0)) return;
  forget(other, 0);
  linked_ended(other.id(), other.reason());
}

void ActorCore::unlink(ActorCore& other) {
  forget(other, 0);
  other.forget(*this, 0);
}

monitor_id ActorCore::monitor(ActorCore& other) {
  const monitor_id monitor = new_id();
  if (!other.watched_by(*this, monitor)) deliver_down({monitor, other.id(), other.reason()});
  return monitor;
}

void ActorCore::demonitor(ActorCore& other, monitor_id monitor) { other.forget(*this, monitor); }

}  // namespace runtime
}  // namespace weft
