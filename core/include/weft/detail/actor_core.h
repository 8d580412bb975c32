// What actors of all message types have in common: mailbox, links, monitors, and the reason for their end.
//
// The mailbox is a list that many push to and its actor takes as a whole: one atomic operation for a message.
// Two addresses that are no letters mark an actor that sleeps and one that has ended.
//
// Threads: any, but for what says "by the actor itself".
// Source:  Treiber, IBM RJ 5118, 1986 (the list; taken as a whole it has no ABA problem); links,
//          monitors and exit reasons: Armstrong, "Making reliable distributed systems in the
//          presence of software errors", 2003.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "weft/detail/future_core.h"
#include "weft/mutex.h"

namespace weft {

using actor_id = std::uint64_t;    // 0: nobody
using monitor_id = std::uint64_t;  // of one monitor() call

// Why an actor ended.
struct exit_reason {
  enum class kind {
    normal,    // its function returned
    shutdown,  // it was asked to stop
    failed,    // an exception left its function
    other,     // said by the actor itself, see actor::exit()
  };
  kind what = kind::normal;
  std::string text;          // of the exception, or as said
  std::exception_ptr error;  // of `failed`

  bool abnormal() const { return what == kind::failed || what == kind::other; }
};
const char* to_string(exit_reason::kind kind);

// Messages that the runtime sends to actors whose message type can hold them.
struct exited {  // a linked actor ended, and this one traps exits
  actor_id who = 0;
  exit_reason reason;
};
struct down {  // a monitored actor ended
  monitor_id monitor = 0;
  actor_id who = 0;
  exit_reason reason;
};

// Leaves an actor's function on the way to its end. Not a std::exception, so
// that handlers of errors let it pass.
struct exit_signal {
  exit_reason reason;
};

namespace runtime {

class ActorCore : public std::enable_shared_from_this<ActorCore> {
 public:
  struct Letter {
    virtual ~Letter() = default;
    Letter* next = nullptr;
  };

  ActorCore();
  virtual ~ActorCore();
  ActorCore(const ActorCore&) = delete;
  ActorCore& operator=(const ActorCore&) = delete;

  actor_id id() const { return id_; }
  // False: the actor has ended, and the letter is gone.
  bool deliver(std::unique_ptr<Letter> letter);
  // The actor leaves at its next receive(); the first reason counts.
  void request_exit(exit_reason reason);
  // Acquire: what was done before the request is seen.
  bool exit_requested() const { return exit_requested_.load(std::memory_order_acquire); }
  FutureCore& ended() { return ended_; }
  const exit_reason& reason() const { return reason_; }  // once it has ended

  // By the actor itself.
  void begin();
  std::unique_ptr<Letter> next_letter(
      std::chrono::steady_clock::time_point deadline);  // null: the deadline has passed
  void finish(exit_reason reason);
  void trap_exits(bool traps) { traps_exits_.store(traps, std::memory_order_relaxed); }
  void link(ActorCore& other);
  void unlink(ActorCore& other);
  monitor_id monitor(ActorCore& other);
  void demonitor(ActorCore& other, monitor_id monitor);

 private:
  struct Watcher {
    monitor_id monitor;  // 0: a link
    std::weak_ptr<ActorCore> actor;
  };
  virtual void deliver_down(down message) = 0;
  virtual void deliver_exited(exited message) = 0;

  bool watched_by(ActorCore& watcher, monitor_id monitor);
  void forget(const ActorCore& watcher, monitor_id monitor);
  void tell_end_of(const ActorCore& other, const Watcher& as);
  void linked_ended(actor_id who, const exit_reason& reason);
  void wake_up();
  bool fall_asleep();
  void take_mail();

  const actor_id id_;
  ControlBlock* agent_ = nullptr;  // written before the mailbox can say that it sleeps
  std::atomic<Letter*> newest_{nullptr};
  Letter* oldest_ = nullptr;  // taken out of the mailbox; the actor's own
  std::atomic<bool> exit_requested_{false}, traps_exits_{false};
  mutex mutex_;
  std::vector<Watcher> watchers_;  // links and monitors; guarded by mutex_
  exit_reason asked_;              // why it has to leave; guarded by mutex_ until exit_requested_
  bool over_ = false;              // guarded by mutex_
  exit_reason reason_;             // written once, before ended_
  FutureCore ended_;
};

}  // namespace runtime
}  // namespace weft
