#include "weft/condition_variable.h"

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>

#include "sync/on_agents.h"
#include "weft/mutex.h"
#include "weft/recursive_mutex.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using ConditionVariable = OnAgents;

// Agent i comes when i others wait; each wakes the next.
TEST_P(ConditionVariable, NotifyOneWakesInOrder) {
  mutex m;
  condition_variable turn;
  std::vector<int> order;
  std::jthread waiters([&] {
    run(5, [&](int i) {
      await_waiting(&turn, i);
      std::unique_lock lock(m);
      turn.wait(lock);
      order.push_back(i);
      turn.notify_one();
    });
  });
  await_waiting(&turn, 5);
  turn.notify_one();
  waiters.join();
  EXPECT_EQ(order, (std::vector{0, 1, 2, 3, 4}));
}

template <class Mutex, class Run>
void pass_items(const Run& run) {
  constexpr int kItems = 500, kPairs = 3;
  constexpr std::size_t kRoom = 4;
  Mutex m;
  condition_variable not_empty, not_full;
  std::deque<int> queue;
  std::atomic<long> sum{0};
  run(2 * kPairs, [&](int i) {
    for (int item = 1; item <= kItems; ++item) {
      std::unique_lock lock(m);
      if (i % 2 == 0) {
        not_full.wait(lock, [&] { return queue.size() < kRoom; });
        queue.push_back(item);
        not_empty.notify_one();
      } else {
        not_empty.wait(lock, [&] { return !queue.empty(); });
        sum += queue.front();
        queue.pop_front();
        not_full.notify_one();
      }
    }
  });
  EXPECT_EQ(sum.load(), long{kPairs} * kItems * (kItems + 1) / 2);
}

TEST_P(ConditionVariable, BoundedQueueLosesNothing) {
  pass_items<mutex>([&](int n, auto work) { run(n, work); });
}
TEST_P(ConditionVariable, WorksWithAnyLock) {
  pass_items<recursive_mutex>([&](int n, auto work) { run(n, work); });
}

TEST_P(ConditionVariable, NotifyAllWakesEverybody) {
  mutex m;
  condition_variable changed;
  bool open = false;
  std::jthread waiters([&] {
    run(6, [&](int) {
      std::unique_lock lock(m);
      changed.wait(lock, [&] { return open; });
    });
  });
  await_waiting(&changed, 6);
  {
    const std::lock_guard lock(m);
    open = true;
  }
  changed.notify_all();
  waiters.join();
}

TEST_P(ConditionVariable, Timeouts) {
  mutex m;
  condition_variable never;
  run(3, [&](int) {
    std::unique_lock lock(m);
    EXPECT_EQ(never.wait_for(lock, 1us), std::cv_status::timeout);
    EXPECT_EQ(never.wait_until(lock, std::chrono::system_clock::now()), std::cv_status::timeout);
    EXPECT_FALSE(never.wait_for(lock, 1us, [] { return false; }));
    EXPECT_TRUE(never.wait_for(lock, 1us, [] { return true; }));
    EXPECT_TRUE(m.is_mine());
  });
}

// A notification that comes as a waiter gives up goes to it or to another, never to nobody.
TEST_P(ConditionVariable, NotificationsAreNotLostToWhoGivesUp) {
  mutex m;
  condition_variable changed;
  int tokens = 0;
  long taken = 0;
  run(8, [&](int i) {
    for (int round = 0; round < 300; ++round) {
      std::unique_lock lock(m);
      if (i < 4) {
        ++tokens;
        changed.notify_one();
      } else {
        while (tokens == 0) changed.wait_for(lock, std::chrono::microseconds(round % 20));
        --tokens;
        ++taken;
      }
    }
  });
  EXPECT_EQ(tokens, 0);
  EXPECT_EQ(taken, 1'200);
}

TEST_P(ConditionVariable, StopEndsTheWait) {
  mutex m;
  condition_variable changed;
  std::stop_source stop;
  std::atomic<int> stopped{0};
  std::jthread waiters([&] {
    run(4, [&](int) {
      std::unique_lock lock(m);
      if (!changed.wait(lock, stop.get_token(), [] { return false; })) ++stopped;
    });
  });
  await_waiting(&changed, 4);
  stop.request_stop();
  waiters.join();
  EXPECT_EQ(stopped.load(), 4);
  run(1, [&](int) {
    std::unique_lock lock(m);
    EXPECT_FALSE(changed.wait(lock, stop.get_token(), [] { return false; }));
    EXPECT_TRUE(changed.wait(lock, stop.get_token(), [] { return true; }));
  });
}

WEFT_ON_ALL_AGENTS(ConditionVariable);

}  // namespace
}  // namespace weft
