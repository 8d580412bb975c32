#include "weft/task.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <numeric>
#include <stdexcept>
#include <utility>
#include <vector>

#include "how_many.h"
#include "sched/on_workers.h"
#include "weft/agents.h"
#include "weft/barrier.h"
#include "weft/channel.h"
#include "weft/condition_variable.h"
#include "weft/event.h"
#include "weft/future.h"
#include "weft/latch.h"
#include "weft/local_storage.h"
#include "weft/mutex.h"
#include "weft/priority_mutex.h"
#include "weft/recursive_mutex.h"
#include "weft/select.h"
#include "weft/semaphore.h"
#include "weft/shared_mutex.h"

namespace weft {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""h;

class Tasks : public OnWorkers {
 protected:
  // Runs the task and waits for it.
  template <class T>
  T on_task(task<T> body) {
    return weft::run(scheduler_, std::move(body));
  }
};
WEFT_ON_ALL_WORKERS(Tasks);

task<int> answer() { co_return 42; }

task<int> fail() {
  throw std::runtime_error("broken");
  co_return 0;
}

// Waits until `count` agents wait for the primitive at `object`.
task<void> await_waiting(const void* object, int count) {
  for (;;) {
    int waiting = 0;
    for (const agent_info& agent : agents()) waiting += agent.waits_on == object ? 1 : 0;
    if (waiting >= count) co_return;
    co_await async_yield();
  }
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

template <class M>
task<void> counts_with(M& m, int& count, int rounds) {
  for (int i = 0; i < rounds; ++i) {
    co_await m.async_lock();
    const int seen = count;
    if (i % 16 == 0) co_await async_yield();
    count = seen + 1;
    m.unlock();
  }
}

template <class M>
task<int> count_together(M& m) {
  constexpr int kTasks = 20, kRounds = 200;
  int count = 0;
  scope children;
  for (int i = 0; i < kTasks; ++i) children.spawn(counts_with(m, count, kRounds));
  co_await children.async_join();
  co_return count;
}

TEST_P(Tasks, MutexesExcludeTasks) {
  mutex barging, fifo(lock_order::fifo);
  recursive_mutex recursive;
  priority_mutex priority;
  shared_mutex shared;
  EXPECT_EQ(on_task(count_together(barging)), 4000);
  EXPECT_EQ(on_task(count_together(fifo)), 4000);
  EXPECT_EQ(on_task(count_together(recursive)), 4000);
  EXPECT_EQ(on_task(count_together(priority)), 4000);
  EXPECT_EQ(on_task(count_together(shared)), 4000);
}

// Kernel threads, fibers that block, and tasks at one mutex.
TEST_P(Tasks, AMutexServesAllKindsOfAgents) {
  mutex m;
  int count = 0;
  const auto blocking = [&] {
    for (int i = 0; i < 1000; ++i) {
      const std::lock_guard lock(m);
      ++count;
    }
  };
  std::jthread thread(blocking);
  fiber blocker(scheduler_, blocking);
  on_task(counts_with(m, count, 1000));
  thread.join();
  blocker.join();
  EXPECT_EQ(count, 3000);
}

task<bool> lock_in_time(mutex& m) { co_return co_await m.async_lock().within(1ms); }

TEST_P(Tasks, ALockGivesUpInTime) {
  mutex m;
  m.lock();
  EXPECT_FALSE(on_task(lock_in_time(m)));
  m.unlock();
}

task<bool> recursive_twice(recursive_mutex& m) {
  co_await m.async_lock();
  co_await m.async_lock();
  m.unlock();
  m.unlock();
  co_return m.try_lock_for(0ms);
}

TEST_P(Tasks, ATaskLocksARecursiveMutexAgain) {
  recursive_mutex m;
  EXPECT_TRUE(on_task([](recursive_mutex& m) -> task<bool> {
    const bool locked = co_await recursive_twice(m);
    m.unlock();
    co_return locked;
  }(m)));
}

TEST_P(Tasks, ReadersShareAndWritersWait) {
  shared_mutex m;
  EXPECT_TRUE(on_task([](shared_mutex& m) -> task<bool> {
    co_await m.async_lock_shared();
    const bool second = co_await m.async_lock_shared().within(1h);
    const bool writer = co_await m.async_lock().within(1ms);
    m.unlock_shared();
    m.unlock_shared();
    co_return second && !writer;
  }(m)));
}

task<void> takes_permits(counting_semaphore<>& places, std::atomic<int>& inside, std::atomic<int>& most) {
  co_await places.async_acquire();
  const int now = ++inside;
  for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
  }
  co_await async_yield();
  --inside;
  places.release();
}

TEST_P(Tasks, ASemaphoreLetsInNoMoreThanItHas) {
  counting_semaphore<> places(3);
  std::atomic<int> inside = 0, most = 0;
  on_task([&]() -> task<void> {
    scope children;
    for (int i = 0; i < 200; ++i) children.spawn(takes_permits(places, inside, most));
    co_await children.async_join();
  }());
  EXPECT_LE(most, 3);
  EXPECT_TRUE(places.try_acquire());
}

TEST_P(Tasks, EventsLatchesAndBarriersLetTasksGoOn) {
  event ready;
  latch done(3);
  barrier<> step(3);
  std::array<std::atomic<int>, 3> arrived{};
  on_task([&]() -> task<void> {
    scope children;
    for (int i = 0; i < 3; ++i)
      children.spawn([&]() -> task<void> {
        co_await ready.async_wait();
        for (auto& count : arrived) {
          ++count;
          co_await step.async_arrive_and_wait();
          EXPECT_EQ(count, 3);
        }
        done.count_down();
      });
    co_await await_waiting(&ready, 3);
    ready.set();
    co_await done.async_wait();
    co_await children.async_join();
  }());
}

TEST_P(Tasks, AnAwaitableBelongsToWhoAwaitsIt) {
  event ready;
  auto made_elsewhere = ready.async_wait();
  on_task([&]() -> task<void> {
    running_task<void> waiting = start([](auto& wait) -> task<void> { co_await wait; }(made_elsewhere));
    co_await await_waiting(&ready, 1);
    ready.set();
    co_await waiting;
  }());
}

TEST_P(Tasks, AnEventIsGivenUpWhenAStopIsRequested) {
  event never;
  std::stop_source stop;
  const bool happened = on_task([&]() -> task<bool> {
    running_task<bool> waiting = start([](event& e, std::stop_token token) -> task<bool> {
      co_return co_await e.async_wait().or_stop(token);
    }(never, stop.get_token()));
    co_await await_waiting(&never, 1);
    stop.request_stop();
    co_return co_await waiting;
  }());
  EXPECT_FALSE(happened);
}

TEST_P(Tasks, AStopBeforeTheWaitEndsItAtOnce) {
  event never;
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(on_task([](event& e, std::stop_token token) -> task<bool> {
    co_return co_await e.async_wait().or_stop(token).within(1h);
  }(never, stop.get_token())));
}

// Deadlines and wakeups meet: each wait ends once, whoever was first.
TEST_P(Tasks, DeadlinesAndWakeupsMeet) {
  event ticks(event_reset::automatic);
  std::atomic<int> in_time = 0, late = 0;
  on_task([&]() -> task<void> {
    scope children;
    for (int i = 0; i < 100; ++i)
      children.spawn([&]() -> task<void> {
        for (int round = 0; round < 10; ++round)
          ++(co_await ticks.async_wait().within(std::chrono::microseconds(20 * round)) ? in_time : late);
      });
    for (int i = 0; i < 1000; ++i) {
      ticks.set();
      co_await async_yield();
    }
    co_await children.async_join();
  }());
  EXPECT_EQ(in_time + late, 1000);
}

TEST_P(Tasks, ConditionVariablesWakeTasks) {
  mutex m;
  condition_variable changed;
  int turn = 0;
  on_task([&]() -> task<void> {
    scope children;
    for (int me = 0; me < 2; ++me)
      children.spawn([&, me]() -> task<void> {
        for (int i = 0; i < 100; ++i) {
          co_await m.async_lock();
          std::unique_lock lock(m, std::adopt_lock);
          while (turn % 2 != me) co_await changed.async_wait(lock);
          ++turn;
          changed.notify_all();
        }
      });
    co_await children.async_join();
  }());
  EXPECT_EQ(turn, 200);
}

task<long> receive_all(channel<int>& from) {
  long sum = 0;
  while (const std::optional<int> value = co_await from.async_receive()) sum += *value;
  co_return sum;
}

TEST_P(Tasks, ChannelsCarryValuesBetweenTasks) {
  for (const std::size_t capacity : {0, 1, 7}) {
    channel<int> numbers(capacity);
    const long sum = on_task([&]() -> task<long> {
      running_task<long> receiver = start(receive_all(numbers));
      scope senders;
      for (int i = 0; i < 4; ++i)
        senders.spawn([&]() -> task<void> {
          for (int n = 1; n <= 250; ++n) EXPECT_TRUE(co_await numbers.async_send(n));
        });
      co_await senders.async_join();
      numbers.close();
      EXPECT_FALSE(co_await numbers.async_send(1));
      co_return co_await receiver;
    }());
    EXPECT_EQ(sum, 4 * 250 * 251 / 2);
  }
}

TEST_P(Tasks, ATimedReceiveTakesNoValue) {
  channel<int> numbers;
  on_task([&]() -> task<void> {
    EXPECT_FALSE(co_await numbers.async_receive().within(1ms));
    EXPECT_FALSE(co_await numbers.async_send(1).within(1ms));
    EXPECT_FALSE(numbers.try_receive());
  }());
}

TEST_P(Tasks, SelectServesTasks) {
  channel<int> numbers, unused;
  int received = 0;
  on_task([&]() -> task<void> {
    scope children;
    children.spawn([&]() -> task<void> { co_await numbers.async_send(7); });
    const std::size_t which =
        co_await async_select(on_receive(unused, [](std::optional<int>) {}),
                              on_receive(numbers, [&](std::optional<int> number) { received = *number; }));
    EXPECT_EQ(which, 1u);
    co_await children.async_join();
    EXPECT_EQ(co_await async_select(on_receive(unused, [](std::optional<int>) {}), after(1ms, [] {})), 1u);
    EXPECT_EQ(co_await async_select(on_receive(unused, [](std::optional<int>) {}), otherwise([] {})), 1u);
  }());
  EXPECT_EQ(received, 7);
}

TEST_P(Tasks, FuturesWakeTasks) {
  promise<int> later;
  future<int> value = later.get_future();
  on_task([&]() -> task<void> {
    scope children;
    children.spawn([&]() -> task<void> {
      later.set_value(5);
      co_return;
    });
    co_await value.async_wait();
    co_await children.async_join();
  }());
  EXPECT_EQ(value.get(), 5);
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
    co_await await_waiting(&go, 100);
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
    co_await await_waiting(&go, 1);
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
    co_await await_waiting(&go, 20'000);
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

// Nobody can resume a coroutine of another type: the agent that runs it waits.
struct eager {
  struct promise_type {
    eager get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

eager waits_for(event& e, bool& timed_out, bool& ended) {
  timed_out = !co_await e.async_wait().within(1ms);
  e.set();
  co_await e.async_wait();
  ended = true;
}

TEST(Awaitables, BlockWhoCannotBeSuspended) {
  event e;
  bool timed_out = false, ended = false;
  waits_for(e, timed_out, ended);
  EXPECT_TRUE(timed_out);
  EXPECT_TRUE(ended);
}

}  // namespace
}  // namespace weft
