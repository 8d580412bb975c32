#include "weft/latch.h"

#include <atomic>

#include "sync/on_agents.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using Latch = OnAgents;

TEST_P(Latch, NobodyGoesOnBeforeAllArrived) {
  latch all(8);
  std::atomic<int> arrived{0};
  run(8, [&](int) {
    ++arrived;
    all.arrive_and_wait();
    EXPECT_EQ(arrived.load(), 8);
  });
  EXPECT_TRUE(all.try_wait());
}

TEST_P(Latch, LastCountWakesEverybody) {
  latch done(3);
  std::jthread waiters([&] { run(5, [&](int) { done.wait(); }); });
  await_waiting(&done, 5);
  done.count_down(2);
  EXPECT_FALSE(done.try_wait());
  run(1, [&](int) { EXPECT_FALSE(done.wait_for(1us)); });
  done.count_down();
  waiters.join();
  run(1, [&](int) { EXPECT_TRUE(done.wait_for(1h)); });
}

TEST_P(Latch, DestroyedByTheWaiter) {
  destroy_by_the_waiter<latch>(
      1, [](latch& one) { one.count_down(); }, [](latch& one) { one.wait(); });
}

WEFT_ON_ALL_AGENTS(Latch);

TEST(LatchDeathTest, CountedBelowZero) {
  latch one(1);
  EXPECT_DEATH(one.count_down(2), "does not hold");
}

}  // namespace
}  // namespace weft
