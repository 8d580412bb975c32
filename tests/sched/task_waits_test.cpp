// Tasks at the primitives: co_await mutex.async_lock() and its like.
#include <array>
#include <atomic>
#include <mutex>
#include <thread>

#include "sched/on_tasks.h"
#include "weft/barrier.h"
#include "weft/channel.h"
#include "weft/condition_variable.h"
#include "weft/event.h"
#include "weft/future.h"
#include "weft/latch.h"
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

using TasksWait = OnTasks;
WEFT_ON_ALL_WORKERS(TasksWait);

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

TEST_P(TasksWait, MutexesExcludeTasks) {
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
TEST_P(TasksWait, AMutexServesAllKindsOfAgents) {
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

TEST_P(TasksWait, ALockGivesUpInTime) {
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

TEST_P(TasksWait, ATaskLocksARecursiveMutexAgain) {
  recursive_mutex m;
  EXPECT_TRUE(on_task([](recursive_mutex& m) -> task<bool> {
    const bool locked = co_await recursive_twice(m);
    m.unlock();
    co_return locked;
  }(m)));
}

TEST_P(TasksWait, ReadersShareAndWritersWait) {
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

TEST_P(TasksWait, ASemaphoreLetsInNoMoreThanItHas) {
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

TEST_P(TasksWait, EventsLatchesAndBarriersLetTasksGoOn) {
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
    co_await all_waiting(&ready, 3);
    ready.set();
    co_await done.async_wait();
    co_await children.async_join();
  }());
}

TEST_P(TasksWait, AnAwaitableBelongsToWhoAwaitsIt) {
  event ready;
  auto made_elsewhere = ready.async_wait();
  on_task([&]() -> task<void> {
    running_task<void> waiting = start([](auto& wait) -> task<void> { co_await wait; }(made_elsewhere));
    co_await all_waiting(&ready, 1);
    ready.set();
    co_await waiting;
  }());
}

TEST_P(TasksWait, AnEventIsGivenUpWhenAStopIsRequested) {
  event never;
  std::stop_source stop;
  const bool happened = on_task([&]() -> task<bool> {
    running_task<bool> waiting = start([](event& e, std::stop_token token) -> task<bool> {
      co_return co_await e.async_wait().or_stop(token);
    }(never, stop.get_token()));
    co_await all_waiting(&never, 1);
    stop.request_stop();
    co_return co_await waiting;
  }());
  EXPECT_FALSE(happened);
}

TEST_P(TasksWait, AStopBeforeTheWaitEndsItAtOnce) {
  event never;
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(on_task([](event& e, std::stop_token token) -> task<bool> {
    co_return co_await e.async_wait().or_stop(token).within(1h);
  }(never, stop.get_token())));
}

// Deadlines and wakeups meet: each wait ends once, whoever was first.
TEST_P(TasksWait, DeadlinesAndWakeupsMeet) {
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

TEST_P(TasksWait, ConditionVariablesWakeTasks) {
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

TEST_P(TasksWait, ChannelsCarryValuesBetweenTasks) {
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

TEST_P(TasksWait, ATimedReceiveTakesNoValue) {
  channel<int> numbers;
  on_task([&]() -> task<void> {
    EXPECT_FALSE(co_await numbers.async_receive().within(1ms));
    EXPECT_FALSE(co_await numbers.async_send(1).within(1ms));
    EXPECT_FALSE(numbers.try_receive());
  }());
}

TEST_P(TasksWait, SelectServesTasks) {
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

TEST_P(TasksWait, FuturesWakeTasks) {
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
