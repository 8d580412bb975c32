// An actor that starts other actors, watches them, and starts them again when they fail: let it crash.
//
//   weft::supervisor top({.strategy = weft::restart_strategy::one_for_one, .most_restarts = 3, .period = 5s},
//                        {{.name = "cache", .start = [] { return weft::spawn_actor<request>(cache); }},
//                         {.name = "log", .start = start_log, .when = weft::restart::transient}});
//   weft::actor_handle cache = top.child("cache");
//
// Threads:    any.
// Order:      children are started in the order given and stopped in the reverse
//             order, one after the other has ended.
// Blocking:   the constructor until all children have been started; the destructor until all have ended.
//             Children end at their next receive(): nobody can be killed.
// Errors:     more than `most_restarts` restarts within `period`: it stops all children and ends itself
//             with a reason, which a supervisor above it sees in turn. A start function that throws
//             counts as a child that failed at once.
// Complexity: of a restart O(children), and starting one.
// Source:     Erlang/OTP's supervisor behaviour.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "weft/actor.h"

namespace weft {

enum class restart_strategy {
  one_for_one,  // only the child that ended
  all_for_one,  // all children: they depend on one another
};

// When a child that ended is started again.
enum class restart {
  permanent,  // always
  transient,  // when it ended abnormally
  temporary,  // never
};

struct child_spec {
  std::string name;
  std::function<actor_handle()> start;  // may start a supervisor: start_supervisor()
  restart when = restart::permanent;
};

struct supervisor_settings {
  restart_strategy strategy = restart_strategy::one_for_one;
  int most_restarts = 3;
  std::chrono::nanoseconds period = std::chrono::seconds(5);
  std::function<std::chrono::steady_clock::time_point()> clock = std::chrono::steady_clock::now;
  scheduler* on = nullptr;  // of the supervisor itself; null: the one that runs the caller
};

struct child_info {
  std::string name;
  actor_handle actor;  // empty: it ended, and is not started again
  int restarts = 0;
};

// Without an owner: it runs until it is stopped. Does not wait for the children to be started.
actor_handle start_supervisor(supervisor_settings settings, std::vector<child_spec> children);

class supervisor {
 public:
  supervisor(supervisor_settings settings, std::vector<child_spec> children);
  ~supervisor();  // stops it, and waits
  supervisor(const supervisor&) = delete;
  supervisor& operator=(const supervisor&) = delete;

  // As they are now; none when it has ended.
  std::vector<child_info> children() const;
  actor_handle child(std::string_view name) const;  // empty: there is none of that name, or it does not run
  const actor_handle& handle() const { return self_; }

 private:
  actor_handle self_;
  std::function<std::vector<child_info>()> ask_;
};

}  // namespace weft
