#include "weft/task.h"

#include <array>
#include <atomic>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sched/on_tasks.h"
#include "weft/agents.h"
#include "weft/channel.h"
#include "weft/event.h"
#include "weft/local_storage.h"
#include "weft/mutex.h"

namespace weft {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""h;

using Tasks = OnTasks;
WEFT_ON_ALL_WORKERS(Tasks);

task<int> answer() { co_return 42; }

task<int> fail() {
  throw std::runtime_error("broken");
  co_return 0;
}

TEST_P(Tasks, RunGivesTheResult) { EXPECT_EQ(on_task(answer()), 42); }

TEST_P(Tasks, RunRethrows) { EXPECT_THROW(on_task(fail()), std::runtime_error); }

TEST_P(Tasks, ATaskThatIsDroppedNeverRuns) {
  bool ran = false;
  {
    const task<void> dropped = [](bool& flag) -> task<void> {
      flag = true;
      co_return;
    }(ran);
  }
  EXPECT_FALSE(ran);
}

task<int> sum_of_calls(int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) sum += co_await answer();
  co_return sum;
}

// By symmetric transfer: a million calls in a row need no more stack than one.
TEST_P(Tasks, ManyCallsDoNotPileUp) { EXPECT_EQ(on_task(sum_of_calls(1'000'000)), 42'000'000); }

task<int> nested(int depth) {
  if (depth == 0) co_return 0;
  co_return co_await nested(depth - 1) + 1;
}

TEST_P(Tasks, DeepCallsNeedNoStack) { EXPECT_EQ(on_task(nested(100'000)), 100'000); }

task<std::string> through_calls() {
  try {
    co_await fail();
  } catch (const std::runtime_error& error) {
    co_return error.what();
  }
  co_return "nothing thrown";
}

TEST_P(Tasks, ExceptionsCrossCalls) { EXPECT_EQ(on_task(through_calls()), "broken"); }

task<int> fib(int n) {
  if (n < 2) co_return n;
  running_task<int> left = start(fib(n - 1));
  const int right = co_await fib(n - 2);
  co_return co_await left + right;
}

TEST_P(Tasks, ForkAndJoinAddUp) { EXPECT_EQ(on_task(fib(18)), 2584); }

task<int> children_of_a_scope(int count) {
  std::atomic<int> sum = 0;
  scope children;
  for (int i = 1; i <= count; ++i)
    children.spawn([&sum, i]() -> task<void> {
      co_await async_yield();
      sum += i;
    });
  co_await children.async_join();
  co_return sum.load();
}

TEST_P(Tasks, ScopesWaitForTheirTasks) { EXPECT_EQ(on_task(children_of_a_scope(1000)), 500'500); }

// Lets others run when it is destroyed, and may go on elsewhere.
class YieldsAtItsEnd {
 public:
  explicit YieldsAtItsEnd(std::atomic<int>& ended) : ended_(&ended) {}
  YieldsAtItsEnd(YieldsAtItsEnd&& other) noexcept : ended_(std::exchange(other.ended_, nullptr)) {}
  ~YieldsAtItsEnd() {
    if (ended_ == nullptr) return;
    for (int i = 0; i < 3; ++i) yield();
    ++*ended_;
  }

 private:
  std::atomic<int>* ended_;
};

task<void> keep(YieldsAtItsEnd) { co_return; }

task<int> children_with_slow_ends(int count) {
  std::atomic<int> ended = 0;
  scope children;
  for (int i = 0; i < count; ++i) children.spawn(keep(YieldsAtItsEnd(ended)));
  co_await children.async_join();
  co_return ended.load();
}

TEST_P(Tasks, AnArgumentMayWaitInItsDestructor) { EXPECT_EQ(on_task(children_with_slow_ends(500)), 500); }

task<void> failing_child() {
  scope children;
  children.spawn([&]() -> task<void> { co_await fail(); });
  children.spawn([token = children.stop_token()]() -> task<void> {
    EXPECT_FALSE(co_await async_sleep_for(1h).or_stop(token));
  });
  co_await children.async_join();
}

TEST_P(Tasks, AFailingChildCancelsItsScope) { EXPECT_THROW(on_task(failing_child()), std::runtime_error); }

task<bool> joins_a_fiber() {
  fiber worker([] { throw std::logic_error("of a fiber"); });
  try {
    co_await worker.async_join();
  } catch (const std::logic_error&) {
    co_return !worker.joinable();
  }
  co_return false;
}

TEST_P(Tasks, TasksJoinFibers) { EXPECT_TRUE(on_task(joins_a_fiber())); }

TEST_P(Tasks, FibersJoinTasks) {
  int result = 0;
  fiber(scheduler_, [&] { result = start(answer()).join(); }).join();
  EXPECT_EQ(result, 42);
}

TEST_P(Tasks, ADetachedTaskRunsToItsEnd) {
  event ended;
  on_task([](event& ended) -> task<void> {
    start([](event& ended) -> task<void> {
      co_await async_yield();
      ended.set();
    }(ended))
        .detach();
    co_return;
  }(ended));
  ended.wait();
}

// A task may block as well; it keeps its stack meanwhile, and awaits again afterwards.
TEST_P(Tasks, BlockingAndAwaitingMix) {
  channel<int> there, back;
  on_task([&]() -> task<void> {
    scope children;
    children.spawn([&]() -> task<void> {
      for (int i = 0; i < 100; ++i) {
        there.send(i);
        EXPECT_EQ(co_await back.async_receive(), i);
      }
    });
    for (int i = 0; i < 100; ++i) {
      EXPECT_EQ(co_await there.async_receive(), i);
      back.send(i);
      yield();
    }
    co_await children.async_join();
  }());
}

task<std::size_t> large_frame(event& go) {
  std::array<char, 4000> much{};
  much.fill('x');
  co_await go.async_wait();
  co_return std::accumulate(much.begin(), much.end(), std::size_t{0}) / 'x';
}

TEST_P(Tasks, FramesMayBeLarge) {
  event go;
  const std::size_t sum = on_task([&]() -> task<std::size_t> {
    std::vector<running_task<std::size_t>> all;
    for (int i = 0; i < 100; ++i) all.push_back(start(large_frame(go)));
    co_await all_waiting(&go, 100);
    go.set();
    std::size_t sum = 0;
    for (auto& each : all) sum += co_await each;
    co_return sum;
  }());
  EXPECT_EQ(sum, 400'000u);
}

TEST_P(Tasks, AgentsShowsTasks) {
  event go;
  on_task([&]() -> task<void> {
    running_task<int> waiting = start([](event& go) -> task<int> {
      co_await go.async_wait();
      co_return 1;
    }(go));
    waiting.set_name("patient");
    co_await all_waiting(&go, 1);
    int found = 0;
    for (const agent_info& agent : agents()) {
      if (agent.name != "patient") continue;
      ++found;
      EXPECT_STREQ(agent.kind.data(), "task");
      EXPECT_EQ(agent.waits_on, &go);
      EXPECT_EQ(agent.stack_bytes, 0u);
    }
    EXPECT_EQ(found, 1);
    go.set();
    co_await waiting;
  }());
}

TEST_P(Tasks, LocalsBelongToTheTask) {
  static const local<int> mine;
  on_task([&]() -> task<void> {
    scope children;
    for (int i = 0; i < 50; ++i)
      children.spawn([i]() -> task<void> {
        *mine = i;
        co_await async_yield();
        EXPECT_EQ(*mine, i);
      });
    co_await children.async_join();
  }());
}

TEST_P(Tasks, ManyWaitAtOnce) {
  event go;
  std::atomic<int> woken = 0;
  on_task([&]() -> task<void> {
    scope children;
    for (int i = 0; i < 20'000; ++i)
      children.spawn([&]() -> task<void> {
        co_await go.async_wait();
        ++woken;
      });
    co_await all_waiting(&go, 20'000);
    go.set();
    co_await children.async_join();
  }());
  EXPECT_EQ(woken, 20'000);
}

TEST_P(Tasks, SleepersWakeInTheOrderOfTheirDeadlines) {
  std::vector<int> order;
  mutex m;
  const auto now = std::chrono::steady_clock::now();
  on_task([&]() -> task<void> {
    scope children;
    for (const int i : {3, 1, 2})
      children.spawn([&, i]() -> task<void> {
        co_await async_sleep_until(now + i * 20ms);
        const std::lock_guard lock(m);
        order.push_back(i);
      });
    co_await children.async_join();
  }());
  EXPECT_EQ(order.size(), 3u);
  EXPECT_GE(std::chrono::steady_clock::now(), now + 60ms);
}

}  // namespace
}  // namespace weft
