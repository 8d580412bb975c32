#include "weft/mutex.h"

#include <atomic>
#include <memory>
#include <mutex>

#include "sync/on_agents.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using Mutex = OnAgents;
static_assert(sizeof(void*) != 8 || sizeof(mutex) == 32);  // as its header says

constexpr int kAgents = 8, kRounds = 2'000;

void count_under(const std::function<void(int, const std::function<void(int)>&)>& run, lock_order order) {
  mutex m(order);
  long count = 0;
  run(kAgents, [&](int) {
    for (int i = 0; i < kRounds; ++i) {
      const std::lock_guard lock(m);
      ++count;
      if (i % 50 == 0) yield();  // the others come to wait
    }
  });
  EXPECT_EQ(count, long{kAgents} * kRounds);
}

TEST_P(Mutex, OneAtATimeBarging) {
  count_under([&](int n, auto work) { run(n, work); }, lock_order::barging);
}
TEST_P(Mutex, OneAtATimeFifo) {
  count_under([&](int n, auto work) { run(n, work); }, lock_order::fifo);
}

TEST_P(Mutex, FifoServesInOrderOfArrival) {
  mutex m(lock_order::fifo);
  m.lock();
  EXPECT_EQ(order_at(
                &m, [&] { m.lock(); }, [&] { m.unlock(); }),
            (std::vector{0, 1, 2, 3}));
}

TEST_P(Mutex, TryLockFailsWhileHeld) {
  mutex m;
  m.lock();
  run(1, [&](int) {
    EXPECT_FALSE(m.try_lock());
    EXPECT_FALSE(m.is_mine());
    EXPECT_FALSE(m.try_lock_for(1us));
    EXPECT_FALSE(m.try_lock_until(std::chrono::system_clock::now()));
  });
  EXPECT_TRUE(m.is_mine());
  m.unlock();
  run(1, [&](int) {
    EXPECT_TRUE(m.try_lock());
    EXPECT_TRUE(m.is_mine());
    m.unlock();
    EXPECT_TRUE(m.try_lock_for(1h));
    m.unlock();
  });
}

// Deadlines pass while others hold it: nobody is left in the list, and nobody's turn is lost.
TEST_P(Mutex, TimeoutsLoseNoWakeup) {
  for (const lock_order order : {lock_order::barging, lock_order::fifo}) {
    mutex m(order);
    std::atomic<long> taken{0};
    long count = 0;
    run(kAgents, [&](int i) {
      for (int round = 0; round < 300; ++round) {
        if (i % 2 == 0)
          m.lock();
        else if (!m.try_lock_for(std::chrono::microseconds(round % 40)))
          continue;
        ++count;
        taken.fetch_add(1);
        if (round % 10 == 0) yield();
        m.unlock();
      }
    });
    EXPECT_EQ(count, taken.load());
    EXPECT_GE(count, kAgents / 2 * 300);
  }
}

TEST_P(Mutex, ManyLocksAtOnceReleasedInAnyOrder) {
  run(2, [](int) {
    std::vector<std::unique_ptr<mutex>> all;
    for (int i = 0; i < 20; ++i) all.push_back(std::make_unique<mutex>());
    for (auto& m : all) m->lock();
    EXPECT_EQ(this_agent().owns.size(), 20u);
    for (std::size_t i = 0; i < all.size(); ++i) all[i * 7 % 20]->unlock();
    EXPECT_TRUE(this_agent().owns.empty());
  });
}

// Nested locks unlock another way; both ways are used on one mutex here, with waiters.
TEST_P(Mutex, NestedAndPlainUnlocksOfOneMutex) {
  mutex inner;
  std::vector<mutex> outer(kAgents);
  long count = 0;
  run(kAgents, [&](int i) {
    for (int round = 0; round < 500; ++round) {
      std::unique_lock around(outer[i], std::defer_lock);
      if (round % 2 == 0) around.lock();
      const std::lock_guard lock(inner);
      ++count;
      if (round % 20 == 0) yield();
    }
  });
  EXPECT_EQ(count, kAgents * 500);
}

// The last user of a reference-counted object destroys it while the unlock() before may not have returned.
TEST_P(Mutex, DestroyedByTheNextOwner) {
  struct Shared {
    mutex m;
    int users = 2;
  };
  for (int round = 0; round < 300; ++round) {
    auto* const shared = new Shared();
    run(2, [&](int) {
      shared->m.lock();
      const bool last = --shared->users == 0;
      shared->m.unlock();
      if (last) delete shared;
    });
  }
}

WEFT_ON_ALL_AGENTS(Mutex);

TEST(MutexDeathTest, MisuseIsReported) {
  mutex m;
  EXPECT_DEATH(m.unlock(), "does not hold");
  m.lock();
  EXPECT_DEATH(m.lock(), "does not hold");
  EXPECT_DEATH(std::thread([&] { m.unlock(); }).join(), "does not hold");
  m.unlock();
  EXPECT_DEATH(
      {
        mutex held;
        held.lock();
      },
      "does not hold");
}

// Waiters that come and go make unlock() fast again and again: each change of ways must lose nobody.
TEST(MutexAlone, FastAndSlowUnlocksTakeTurns) {
  mutex m;
  long count = 0;
  std::jthread other([&] {
    for (int i = 0; i < 200; ++i) {
      const std::lock_guard lock(m);
      ++count;
    }
  });
  for (int i = 0; i < 200; ++i) {
    for (int calm = 0; calm < 1'100; ++calm) {
      const std::lock_guard lock(m);
      ++count;
    }
    std::this_thread::yield();
  }
  other.join();
  EXPECT_EQ(count, 200 + 200 * 1'100);
}

}  // namespace
}  // namespace weft
