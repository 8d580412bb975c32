#include "weft/supervisor.h"
#include "how_many.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "sched/on_workers.h"

namespace weft {
namespace {

using std::chrono_literals::operator""s;
using kind = exit_reason::kind;

class Supervisors : public OnWorkers {
 protected:
  // An actor that ends as it is told: 0 normally, else by failing. What happens is noted.
  child_spec worker(const std::string& name, restart when = restart::permanent) {
    return {.name = name,
            .start =
                [this, name] {
                  note("+" + name);
                  const auto started = spawn_actor<int>(
                      [this, name](actor<int>& self) {
                        struct Leaving {
                          Supervisors& test;
                          std::string name;
                          ~Leaving() { test.note("-" + name); }
                        } leaving{*this, name};
                        if (self.receive() != 0) throw std::runtime_error("told to fail");
                      },
                      actor_settings{.name = name, .on = &scheduler_});
                  const std::lock_guard lock(mutex_);
                  workers_[started.id()] = started;
                  return started;
                },
            .when = when};
  }
  void note(const std::string& what) {
    const std::lock_guard lock(mutex_);
    notes_ += what;
  }
  std::string notes() {
    const std::lock_guard lock(mutex_);
    return notes_;
  }
  void tell(const actor_handle& child, int how) {
    const std::lock_guard lock(mutex_);
    workers_.at(child.id()).tell(how);
  }
  // Returns when the supervisor has dealt with the end of `name`.
  child_info after_end_of(const supervisor& top, const std::string& name, int how) {
    const actor_handle before = top.child(name);
    tell(before, how);
    for (;; std::this_thread::yield())
      for (const child_info& each : top.children())
        if (each.name == name && each.actor != before) return each;
  }

  supervisor_settings settings_{.clock = [this] { return now_.load(); }, .on = &scheduler_};
  std::atomic<std::chrono::steady_clock::time_point> now_{std::chrono::steady_clock::time_point(100s)};
  std::mutex mutex_;
  std::string notes_;
  std::map<actor_id, actor_ref<int>> workers_;
};
WEFT_ON_ALL_WORKERS(Supervisors);

TEST_P(Supervisors, StartInOrderAndStopInReverse) {
  { supervisor top(settings_, {worker("a"), worker("b"), worker("c")}); }
  EXPECT_EQ(notes(), "+a+b+c-c-b-a");
}

TEST_P(Supervisors, OneForOneRestartsTheOneThatFailed) {
  {
    supervisor top(settings_, {worker("a"), worker("b")});
    const actor_handle other = top.child("b");
    EXPECT_EQ(after_end_of(top, "a", 1).restarts, 1);
    EXPECT_EQ(top.child("b"), other);
  }
  EXPECT_EQ(notes(), "+a+b-a+a-b-a");
}

TEST_P(Supervisors, AllForOneRestartsAll) {
  settings_.strategy = restart_strategy::all_for_one;
  {
    supervisor top(settings_, {worker("a"), worker("b"), worker("c")});
    after_end_of(top, "b", 1);
  }
  EXPECT_EQ(notes(), "+a+b+c-b-c-a+a+b+c-c-b-a");
}

TEST_P(Supervisors, WhetherAChildComesBackDependsOnItsKindAndItsEnd) {
  supervisor top(settings_, {worker("p"), worker("t", restart::transient), worker("o", restart::temporary)});
  EXPECT_TRUE(after_end_of(top, "p", 0).actor);
  EXPECT_TRUE(after_end_of(top, "t", 1).actor);
  EXPECT_FALSE(after_end_of(top, "t", 0).actor);
  EXPECT_FALSE(after_end_of(top, "o", 1).actor);
}

TEST_P(Supervisors, TooManyRestartsEndItWithItsChildren) {
  settings_.most_restarts = 2;
  supervisor top(settings_, {worker("a"), worker("b")});
  after_end_of(top, "a", 1);
  after_end_of(top, "b", 1);
  // The period is over: these do not count any more.
  now_.store(now_.load() + 6s);
  after_end_of(top, "a", 1);
  after_end_of(top, "a", 1);
  tell(top.child("a"), 1);
  const exit_reason reason = top.handle().wait();
  EXPECT_EQ(reason.what, kind::other);
  EXPECT_EQ(reason.text, "too many restarts; the last was of a");
  EXPECT_TRUE(top.children().empty());
  EXPECT_EQ(notes(), "+a+b-a+a-b+b-a+a-a+a-a-b");
}

TEST_P(Supervisors, AChildThatCannotBeStartedCounts) {
  int tries = 0;
  supervisor top(settings_, {worker("a"), {.name = "bad", .start = [&]() -> actor_handle {
                                             ++tries;
                                             throw std::runtime_error("cannot");
                                           }}});
  EXPECT_EQ(top.handle().wait().what, kind::other);
  EXPECT_EQ(tries, 4);
  EXPECT_EQ(notes(), "+a-a");
}

TEST_P(Supervisors, AFailingSupervisorIsRestartedByTheOneAbove) {
  settings_.most_restarts = 0;
  supervisor_settings above = settings_;
  above.most_restarts = 1;
  std::atomic<int> inner_starts = 0;
  supervisor top(above, {{.name = "inner", .start = [&] {
                            ++inner_starts;
                            return start_supervisor(settings_,
                                                    {{.name = "leaf", .start = [&] {
                                                        return spawn_actor<int>(
                                                            [](actor<int>&) { throw std::logic_error("x"); },
                                                            actor_settings{.name = {}, .on = &scheduler_});
                                                      }}});
                          }}});
  EXPECT_EQ(top.handle().wait().text, "too many restarts; the last was of inner");
  EXPECT_EQ(inner_starts, 2);
}

}  // namespace
}  // namespace weft
