#include "weft/recursive_mutex.h"

#include <mutex>

#include "sync/on_agents.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using RecursiveMutex = OnAgents;

TEST_P(RecursiveMutex, OwnerLocksAgainOthersWait) {
  recursive_mutex m;
  long count = 0;
  run(6, [&](int) {
    for (int i = 0; i < 300; ++i) {
      const std::lock_guard outer(m);
      const std::lock_guard inner(m);
      EXPECT_TRUE(m.try_lock());
      EXPECT_TRUE(m.try_lock_for(0s));
      const long seen = count;
      if (i % 30 == 0) yield();
      count = seen + 1;
      m.unlock();
      m.unlock();
    }
  });
  EXPECT_EQ(count, 1'800);
}

TEST_P(RecursiveMutex, FreeOnlyAfterAsManyUnlocks) {
  recursive_mutex m(lock_order::fifo);
  m.lock();
  m.lock();
  m.unlock();
  run(1, [&](int) {
    EXPECT_FALSE(m.try_lock());
    EXPECT_FALSE(m.try_lock_for(1us));
  });
  m.unlock();
  run(1, [&](int) {
    EXPECT_TRUE(m.try_lock_for(1h));
    m.unlock();
  });
}

WEFT_ON_ALL_AGENTS(RecursiveMutex);

TEST(RecursiveMutexDeathTest, UnlockedTooOften) {
  recursive_mutex m;
  m.lock();
  m.unlock();
  EXPECT_DEATH(m.unlock(), "does not hold");
}

}  // namespace
}  // namespace weft
