// What channels of all types have in common: who waits to send, who waits to
// receive, and how one serves the other.
//
// Threads:   fields are guarded by lock_; claim_first() is called under it, wait_at() gives it back.
// Ownership: an Offer lies in the waiting agent's frame. It is touched under its channel's lock while it is
//            listed, and by the one who claimed it until serve(), never afterwards.
#pragma once

#include <atomic>
#include <chrono>

#include "weft/detail/awaitable.h"
#include "weft/detail/wait_list.h"
#include "weft/spinlock.h"

namespace weft::runtime {

using ChannelDeadline = std::chrono::steady_clock::time_point;
inline constexpr ChannelDeadline kWaitForEver = ChannelDeadline::max();
inline constexpr ChannelDeadline kDoNotWait = ChannelDeadline::min();

// An agent that waits at several channels at once: whoever claims it first serves it, the others pass it by.
struct Choice : Waiter {
  static constexpr int kOpen = -1, kGivenUp = -2;
  using Waiter::Waiter;
  // Relaxed: what is handed over is ordered by the locks and by wake(); here only one of many has to win.
  bool claim(int index) {
    int open = kOpen;
    return taken.compare_exchange_strong(open, index, std::memory_order_relaxed);
  }
  std::atomic<int> taken{kOpen};  // index of the case that was served
};

// A send or a receive that waits.
struct Offer : Waiter {
  Offer() = default;
  explicit Offer(ControlBlock& who, void* value = nullptr) : Waiter(who), slot(value) {}
  void* slot = nullptr;      // T to be sent, or std::optional<T> to be filled
  Choice* choice = nullptr;  // null: it waits here only
  int index = 0;             // of the case in `choice`
  bool done = false;         // the value changed hands; false after the channel was closed
};

// Lets a claimed offer's agent go on; not under a lock.
void serve(Offer& offer);

class ChannelCore {
 public:
  ChannelCore(const ChannelCore&) = delete;
  ChannelCore& operator=(const ChannelCore&) = delete;

  // Nothing can be sent any more; what is inside can still be received. Everybody
  // who waits goes on. Again: no effect.
  void close();
  bool closed() const;

 protected:
  friend class SelectCase;
  enum class Attempt { waits, done, closed };

  ChannelCore() = default;
  ~ChannelCore();  // nobody waits

  // The one that waits longest in `line`, out of it and claimed; null: nobody.
  static Offer* claim_first(WaitList& line) { return line.empty() ? nullptr : claim_listed(line); }
  // attempt(served), under the lock; when it has to wait, the offer stands in
  // `line` before the lock is given back.
  template <class F>
  Attempt attempt_or_line_up(WaitList& line, Offer& offer, F attempt) {
    Offer* served = nullptr;
    lock_.lock();
    const Attempt happened = attempt(served);
    if (happened == Attempt::waits) line.push_back(offer);
    lock_.unlock();
    if (served != nullptr) serve(*served);
    return happened;
  }
  // False: it was served, or is about to be.
  bool withdraw(WaitList& line, Offer& offer);
  // False: the deadline has passed, or the channel was closed.
  bool wait_at(WaitList& line, void* slot, ChannelDeadline deadline);

  mutable spinlock lock_;
  bool closed_ = false;
  WaitList senders_, receivers_;  // at most one of them has somebody in it, but for those who select

 private:
  static Offer* claim_listed(WaitList& line);
};

}  // namespace weft::runtime
