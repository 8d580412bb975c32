#include "weft/deadlock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "sched/deadlock.h"
#include "sched/sanitizer.h"
#include "weft/channel.h"
#include "weft/event.h"
#include "weft/fiber.h"
#include "weft/latch.h"
#include "weft/mutex.h"
#include "weft/scheduler.h"
#include "weft/scope.h"
#include "weft/shared_mutex.h"

namespace weft {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::ExitedWithCode;
using testing::HasSubstr;

// Each runs in a process of its own, whose only kernel threads are its main one and Weft's.
class DeadlockDeathTest : public testing::TestWithParam<int> {
 protected:
  DeadlockDeathTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
  void SetUp() override {
    if (kHasUnknownKernelThread) GTEST_SKIP() << "a sanitizer has a kernel thread of its own";
  }
};
INSTANTIATE_TEST_SUITE_P(Workers, DeadlockDeathTest, testing::Values(1, 2, 8));

TEST_P(DeadlockDeathTest, TwoFibersThatWaitForEachOther) {
  const auto program = [] {
    scheduler workers({.workers = GetParam()});
    mutex first, second;
    latch both_hold_one(2);
    const auto take = [&](mutex& a, mutex& b) {
      const std::lock_guard hold(a);
      both_hold_one.arrive_and_wait();
      const std::lock_guard wait(b);
    };
    fiber one(workers, [&] { take(first, second); });
    one.set_name("one");
    fiber two(workers, [&] { take(second, first); });
    two.set_name("two");
    one.join();
  };
  EXPECT_EXIT(
      program(), ExitedWithCode(deadlock_exit_code),
      "weft: deadlock: 3 wait, and nobody is left to end that\n"
      "  fiber [0-9]+ 'one' holds 0x[0-9a-f]+ and waits for mutex 0x[0-9a-f]+, which fiber [0-9]+ 'two' "
      "holds\n"
      "  fiber [0-9]+ 'two' holds 0x[0-9a-f]+ and waits for mutex 0x[0-9a-f]+, which fiber [0-9]+ 'one' "
      "holds\n"
      "  kernel thread [0-9]+ waits for the end of fiber [0-9]+ 'one', which never ends");
}

TEST_P(DeadlockDeathTest, AnEventThatNobodySets) {
  const auto program = [] {
    event never;
    scheduler workers({.workers = GetParam()});
    fiber(workers, [&] { never.wait(); }).detach();
  };  // the scheduler waits for its fiber
  EXPECT_EXIT(
      program(), ExitedWithCode(deadlock_exit_code),
      AllOf(ContainsRegex("waits for event 0x[0-9a-f]+, and no agent is left that could wake it"),
            ContainsRegex("kernel thread [0-9]+ waits for scheduler 0x[0-9a-f]+, whose fibers never end")));
}

TEST_P(DeadlockDeathTest, AChildThatNeverEnds) {
  const auto program = [] {
    scheduler workers({.workers = GetParam()});
    event never;
    fiber(workers, [&] {
      scope children;
      children.spawn([&] { never.wait(); });
    }).join();
  };
  EXPECT_EXIT(program(), ExitedWithCode(deadlock_exit_code),
              "waits for scope 0x[0-9a-f]+, whose children never end");
}

TEST_P(DeadlockDeathTest, ALockTakenTwice) {
  const auto program = [] {
    scheduler workers({.workers = GetParam()});
    shared_mutex once;
    fiber(workers, [&] {
      const std::lock_guard hold(once);
      const std::lock_guard again(once);
    }).join();
  };
  EXPECT_EXIT(program(), ExitedWithCode(deadlock_exit_code), "which it holds itself");
}

TEST_P(DeadlockDeathTest, OneThatComesAboutLongAfterItsFibersCameToRest) {
  const auto program = [] {
    scheduler workers({.workers = GetParam()});
    event never;
    fiber waits(workers, [&] { never.wait(); });
    std::thread unknown([] { std::this_thread::yield(); });
    unknown.join();
    waits.join();
  };
  EXPECT_EXIT(program(), ExitedWithCode(deadlock_exit_code), "weft: deadlock");
}

TEST_P(DeadlockDeathTest, WhatWasPrintedIsNotLost) {
  const auto program = [] {
    dup2(STDERR_FILENO, STDOUT_FILENO);  // where the test reads
    std::printf("printed without a newline");
    scheduler workers({.workers = GetParam()});
    event never;
    fiber(workers, [&] { never.wait(); }).join();
  };
  EXPECT_EXIT(program(), ExitedWithCode(deadlock_exit_code), "printed without a newline");
}

TEST_P(DeadlockDeathTest, AHandlerMayChooseAnotherExitCode) {
  const auto program = [] {
    set_deadlock_handler([](const std::string&) { std::_Exit(7); });
    scheduler workers({.workers = GetParam()});
    event never;
    fiber(workers, [&] { never.wait(); }).join();
  };
  EXPECT_EXIT(program(), ExitedWithCode(7), "");
}

// Restores the default.
class Deadlocks : public testing::TestWithParam<int> {
 protected:
  ~Deadlocks() override { set_deadlock_handler({}); }
  scheduler workers_{{.workers = GetParam()}};
};
INSTANTIATE_TEST_SUITE_P(Workers, Deadlocks, testing::Values(1, 2, 8));

TEST_P(Deadlocks, AHandlerMayWakeSomebody) {
  if (kHasUnknownKernelThread) GTEST_SKIP() << "a sanitizer has a kernel thread of its own";
  event never;
  std::string said;
  set_deadlock_handler([&](const std::string& report) {
    said = report;
    never.set();
  });
  fiber(workers_, [&] { never.wait(); }).join();
  EXPECT_THAT(said, HasSubstr("waits for event"));
}

TEST_P(Deadlocks, SleepersAreNone) {
  set_deadlock_handler([](const std::string& report) { ADD_FAILURE() << report; });
  fiber(workers_, [] { sleep_for(std::chrono::milliseconds(5)); }).join();
}

// It has not waited for anything of Weft's, so that Weft does not know what it will do.
TEST_P(Deadlocks, WhatAnUnknownKernelThreadMayEndIsNone) {
  set_deadlock_handler([](const std::string& report) { ADD_FAILURE() << report; });
  event set_outside;
  fiber waits(workers_, [&] { set_outside.wait(); });
  std::thread outsider([&] {
    while (runtime::find_standstill() != runtime::Standstill::unless_outsiders_help)
      std::this_thread::yield();
    set_outside.set();
  });
  waits.join();
  outsider.join();
}

TEST_P(Deadlocks, ABlockingCallThatEndsIsNone) {
  set_deadlock_handler([](const std::string& report) { ADD_FAILURE() << report; });
  event set_later;
  std::atomic<bool> blocks = false, go_on = false;
  fiber waits(workers_, [&] { set_later.wait(); });
  fiber blocked(workers_, [&] {
    blocking([&] {
      blocks = true;
      blocks.notify_all();
      go_on.wait(false);
    });
    set_later.set();
  });
  blocks.wait(false);
  EXPECT_EQ(runtime::find_standstill(), runtime::Standstill::none);
  go_on = true;
  go_on.notify_all();
  waits.join();
}

// Comes to rest and goes on all the time.
TEST_P(Deadlocks, PingPongWithTheMainThreadIsNone) {
  set_deadlock_handler([](const std::string& report) { ADD_FAILURE() << report; });
  channel<int> there(0), back(0);
  fiber echoes(workers_, [&] {
    for (int i = 0; i < 2000; ++i) back.send(*there.receive());
  });
  for (int i = 0; i < 2000; ++i) {
    there.send(i);
    EXPECT_EQ(back.receive(), i);
  }
}

}  // namespace
}  // namespace weft
