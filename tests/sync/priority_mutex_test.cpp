#include "weft/priority_mutex.h"

#include <atomic>
#include <mutex>

#include "sync/on_agents.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using PriorityMutex = OnAgents;

TEST_P(PriorityMutex, OneAtATime) {
  priority_mutex m;
  long count = 0;
  run(8, [&](int i) {
    set_this_agent_priority(static_cast<agent_priority>(i % 3));
    for (int round = 0; round < 300; ++round) {
      const std::lock_guard lock(m);
      ++count;
      if (round % 20 == 0) yield();
    }
    EXPECT_EQ(this_agent().priority, (std::vector{"high", "normal", "low"}[i % 3]));
  });
  EXPECT_EQ(count, 2'400);
}

// Comes in as low, normal, high, low, normal, high; is served by urgency, then in order of arrival.
TEST_P(PriorityMutex, MostUrgentWaiterFirst) {
  priority_mutex m;
  std::vector<int> order;
  m.lock();
  std::jthread others([&] {
    run(6, [&](int i) {
      set_this_agent_priority(static_cast<agent_priority>(2 - i % 3));
      await_waiting(&m, i);
      const std::lock_guard lock(m);
      order.push_back(i);
    });
  });
  await_waiting(&m, 6);
  EXPECT_EQ(this_agent().priority, "high");
  m.unlock();
  EXPECT_EQ(this_agent().priority, "normal");
  others.join();
  EXPECT_EQ(order, (std::vector{2, 5, 1, 4, 0, 3}));
}

// high waits for normal, which waits for low: low runs as high, and each gives it back in turn.
TEST_P(PriorityMutex, InheritanceIsTransitive) {
  priority_mutex first, second;
  std::atomic<bool> first_is_held{false};
  run(3, [&](int i) {
    set_this_agent_priority(static_cast<agent_priority>(2 - i));
    if (i == 0) {
      const std::lock_guard lock(first);
      first_is_held.store(true);
      await_waiting(&second, 1);
      EXPECT_EQ(this_agent().priority, "high");
    } else if (i == 1) {
      const std::lock_guard outer(second);
      while (!first_is_held.load()) yield();
      const std::lock_guard inner(first);
      EXPECT_EQ(this_agent().priority, "high");
    } else {
      await_waiting(&first, 1);
      const std::lock_guard lock(second);
    }
    EXPECT_EQ(this_agent().priority, (std::vector{"low", "normal", "high"}[i]));
  });
}

TEST_P(PriorityMutex, WhoGivesUpTakesItsPriorityBack) {
  priority_mutex m;
  std::atomic<bool> gave_up{false}, looked{false};
  run(2, [&](int i) {
    if (i == 0) {
      set_this_agent_priority(agent_priority::low);
      m.lock();
      while (this_agent().priority != "high") yield();
      while (!gave_up.load()) yield();
      EXPECT_EQ(this_agent().priority, "low");
      looked.store(true);
      m.unlock();
    } else {
      set_this_agent_priority(agent_priority::high);
      while (m.try_lock()) {
        m.unlock();
        yield();
      }
      EXPECT_FALSE(m.try_lock_for(20ms));
      gave_up.store(true);
      while (!looked.load()) yield();
      EXPECT_TRUE(m.try_lock_for(1h));
      m.unlock();
    }
  });
}

TEST_P(PriorityMutex, TimeoutsLoseNoWakeup) {
  priority_mutex m;
  std::atomic<long> taken{0};
  long count = 0;
  run(8, [&](int i) {
    set_this_agent_priority(static_cast<agent_priority>(i % 3));
    for (int round = 0; round < 200; ++round) {
      if (i % 2 == 0)
        m.lock();
      else if (!m.try_lock_for(std::chrono::microseconds(round % 40)))
        continue;
      ++count;
      ++taken;
      if (round % 10 == 0) yield();
      m.unlock();
    }
  });
  EXPECT_EQ(count, taken.load());
  EXPECT_TRUE(m.try_lock());
  m.unlock();
}

WEFT_ON_ALL_AGENTS(PriorityMutex);

// The inversion itself, on one worker: low holds the mutex, normal ones never stop, high waits. Without
// inheritance low would get one turn in sixty; with it, it goes on before any of the others.
TEST(PriorityMutexAlone, NothingInBetweenHoldsTheOwnerUp) {
  scheduler one({.workers = 1, .monitor = false});
  priority_mutex m;
  int held = 0, turns_of_others = -1, turns = 0;
  bool done = false;
  fiber low(one, [&] {
    set_this_agent_priority(agent_priority::low);
    m.lock();
    held = 1;
    yield();  // into the line of the low ones, which is hardly ever looked at
    turns_of_others = turns;
    m.unlock();
    done = true;
  });
  std::vector<fiber> normal;
  for (int i = 0; i < 3; ++i)
    normal.emplace_back(one, [&] {
      while (!done) {
        if (turns_of_others < 0 && held == 2) ++turns;
        yield();
      }
    });
  fiber high(one, [&] {
    set_this_agent_priority(agent_priority::high);
    while (held == 0) yield();
    held = 2;
    const std::lock_guard lock(m);
  });
  high.join();
  EXPECT_EQ(turns_of_others, 0);
}

TEST(PriorityMutexDeathTest, Misuse) {
  priority_mutex m;
  EXPECT_DEATH(m.unlock(), "does not hold");
  m.lock();
  EXPECT_DEATH(m.lock(), "does not hold");
  m.unlock();
}

}  // namespace
}  // namespace weft
