#include "weft/scheduler.h"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

#include "agent/parking.h"
#include "how_many.h"
#include "sched/on_workers.h"
#include "sched/worker.h"
#include "weft/agents.h"
#include "weft/fiber.h"
#include "weft/scope.h"

namespace weft {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""h;

using Scheduling = OnWorkers;
WEFT_ON_ALL_WORKERS(Scheduling);

TEST_P(Scheduling, AFiberRunsAndIsJoined) {
  int ran = 0;
  on_fiber([&] { ++ran; });
  EXPECT_EQ(ran, 1);
}

TEST_P(Scheduling, JoinRethrowsWhatTheFiberThrew) {
  fiber failing(scheduler_, [] { throw std::runtime_error("broken"); });
  EXPECT_THROW(failing.join(), std::runtime_error);
  EXPECT_FALSE(failing.joinable());
}

TEST_P(Scheduling, ManyChildrenAllRunOnce) {
  constexpr int kChildren = 20'000;
  std::vector<std::atomic<int>> runs(kChildren);
  on_fiber([&] {
    scope children;
    for (int i = 0; i < kChildren; ++i) children.spawn([&runs, i] { ++runs[i]; });
    children.join();
  });
  for (const auto& count : runs) ASSERT_EQ(count.load(), 1);
}

int tree(int depth) {
  if (depth == 0) return 1;
  int left = 0, right = 0;
  scope children;
  children.spawn([&] { left = tree(depth - 1); });
  children.spawn([&] { right = tree(depth - 1); });
  children.join();
  return left + right;
}

TEST_P(Scheduling, TreesOfScopesAddUp) {
  int leaves = 0;
  on_fiber([&] { leaves = tree(12); });
  EXPECT_EQ(leaves, 4096);
}

TEST_P(Scheduling, YieldLetsOthersRun) {
  on_fiber([] {
    std::atomic<bool> other_ran = false;
    scope children;
    children.spawn([&] { other_ran = true; });
    while (!other_ran) yield();
    children.join();
  });
}

// Whoever is always newest must not keep the others out.
TEST_P(Scheduling, AYieldingFiberComesToItsTurnAmongNewOnes) {
  on_fiber([] {
    std::atomic<bool> stop = false;
    scope children;
    std::function<void()> breed = [&] {
      if (!stop) children.spawn(breed);
    };
    for (int i = 0; i < 4; ++i) children.spawn(breed);
    for (int i = 0; i < 100; ++i) yield();
    stop = true;
    children.join();
  });
}

TEST_P(Scheduling, SleepersWakeInTheOrderOfTheirDeadlines) {
  std::vector<int> order;
  on_fiber([&] {
    const auto now = std::chrono::steady_clock::now();
    std::atomic<int> next = 0;
    scope children;
    for (int i : {3, 1, 2, 0})
      children.spawn([&, i] {
        sleep_until(now + i * 30ms);
        while (next.load() != i) yield();
        order.push_back(i);
        ++next;
      });
    children.join();
  });
  EXPECT_EQ(order, (std::vector{0, 1, 2, 3}));
}

TEST_P(Scheduling, AWokenSleeperLeavesNoTimerBehind) {
  on_fiber([&] {
    std::atomic<runtime::ControlBlock*> sleeper = nullptr;
    std::atomic<bool> go = false;
    scope children;
    children.spawn([&] {
      sleeper = &runtime::current_agent();
      while (!go) EXPECT_TRUE(runtime::park({}, runtime::deadline_after(1h)));
    });
    while (sleeper == nullptr) yield();
    go = true;
    runtime::unpark(*sleeper);
    children.join();
  });
}

TEST_P(Scheduling, TheFirstErrorOfAChildCancelsTheOthers) {
  bool cancelled = false;
  on_fiber([&] {
    scope children;
    children.spawn([&] {
      while (!children.stop_token().stop_requested()) yield();
      cancelled = true;
    });
    children.spawn([] { throw std::logic_error("first"); });
    EXPECT_THROW(children.join(), std::logic_error);
  });
  EXPECT_TRUE(cancelled);
}

TEST_P(Scheduling, ExceptionsBeingHandledStayWithTheirFiber) {
  on_fiber([] {
    scope children;
    for (int i = 0; i < kManyFibers / 2; ++i)
      children.spawn([i] {
        try {
          throw i;
        } catch (int caught) {
          for (int turn = 0; turn < 20; ++turn) yield();
          EXPECT_EQ(caught, i);
          try {
            throw;
          } catch (int again) {
            EXPECT_EQ(again, i);
          }
        }
        EXPECT_EQ(std::current_exception(), nullptr);
      });
    children.join();
  });
}

// More fibers in blocking calls than workers; each waits for the next one to arrive, so all must be inside at
// once.
TEST_P(Scheduling, MarkedBlockingCallsDoNotHoldUpOthers) {
  constexpr int kCalls = 10;
  std::atomic<int> inside = 0;
  on_fiber([&] {
    scope children;
    for (int i = 0; i < kCalls; ++i)
      children.spawn([&] {
        blocking([&] {
          ++inside;
          inside.notify_all();
          for (int seen = inside; seen < kCalls; seen = inside) inside.wait(seen);
        });
      });
    children.join();
  });
  EXPECT_EQ(inside, kCalls);
}

TEST_P(Scheduling, ABoundFiberStaysOnItsWorker) {
  on_fiber([&] {
    scope children;
    for (int i = 0; i < 8; ++i)
      children.spawn([&] {
        bind_this_agent(0);
        yield();
        for (int turn = 0; turn < 50; ++turn) {
          yield();
          EXPECT_EQ(runtime::this_worker()->processor->index, 0);
        }
      });
    children.join();
  });
}

TEST_P(Scheduling, KernelThreadsSpawnAndJoinToo) {
  constexpr int kThreads = 4, kEach = 500;
  std::atomic<int> ran = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i)
    threads.emplace_back([&] {
      scope children(scheduler_);
      for (int n = 0; n < kEach; ++n) children.spawn([&] { ++ran; });
      children.join();
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ran, kThreads * kEach);
}

TEST_P(Scheduling, TheEndWaitsForDetachedFibers) {
  std::atomic<int> ended = 0;
  {
    scheduler own({.workers = GetParam()});
    for (int i = 0; i < kManyFibers; ++i)
      fiber(own, [&] {
        for (int turn = 0; turn < 10; ++turn) yield();
        ++ended;
      }).detach();
  }
  EXPECT_EQ(ended, kManyFibers);
}

// Whoever wakes the last agent is still inside when the agent has ended.
TEST_P(Scheduling, TheEndWaitsForWhoWakesTheLastAgent) {
  for (int round = 0; round < 20; ++round) {
    std::atomic<runtime::ControlBlock*> sleeper = nullptr;
    std::thread waker;
    {
      scheduler own({.workers = GetParam()});
      std::atomic<bool> go = false;
      fiber sleeping(own, [&] {
        sleeper = &runtime::current_agent();
        while (!go) runtime::park({});
      });
      waker = std::thread([&] {
        while (sleeper == nullptr || sleeper.load()->state.load() != runtime::AgentState::waiting) yield();
        go = true;
        runtime::unpark(*sleeper);
      });
      sleeping.join();
    }
    waker.join();
  }
}

TEST(Agents, AThreadMayBeNamedBeforeTheRuntimeKnowsIt) {
  std::string name, bound_name;
  std::thread([&] { set_this_agent_name("new"), name = this_agent().name; }).join();
  std::thread([&] { bind_this_agent(-1), bound_name = this_agent().name; }).join();
  EXPECT_EQ(name, "new");
  EXPECT_EQ(bound_name, "");
}

TEST_P(Scheduling, AnAgentCanBeSeenWhileItWaits) {
  on_fiber([&] {
    std::atomic<bool> go = false;
    std::atomic<runtime::ControlBlock*> sleeper = nullptr;
    scope children;
    children.spawn([&] {
      set_this_agent_name("sleeper");
      sleeper = &runtime::current_agent();
      while (!go) runtime::park({runtime::WaitReason::event, &go});
    });
    while (sleeper == nullptr || sleeper.load()->state.load() != runtime::AgentState::waiting) yield();
    bool seen = false;
    for (const agent_info& agent : agents()) {
      if (agent.name != "sleeper") continue;
      seen = true;
      EXPECT_EQ(agent.kind, "fiber");
      EXPECT_EQ(agent.state, "waiting");
      EXPECT_EQ(agent.waits_for, "event");
      EXPECT_EQ(agent.waits_on, &go);
      EXPECT_GT(agent.stack_bytes, 60'000u);
      EXPECT_EQ(agent.stack_used > 0, kStackUseIsKnown);
    }
    EXPECT_TRUE(seen);
    go = true;
    runtime::unpark(*sleeper);
    children.join();
  });
}

}  // namespace
}  // namespace weft
