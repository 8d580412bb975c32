#include "weft/semaphore.h"

#include <atomic>
#include <mutex>

#include "sync/on_agents.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using Semaphore = OnAgents;

TEST_P(Semaphore, NeverMoreInsideThanPermits) {
  counting_semaphore<3> places(3);
  std::atomic<int> inside{0}, most{0};
  run(8, [&](int) {
    for (int i = 0; i < 300; ++i) {
      places.acquire();
      const int now = ++inside;
      for (int seen = most.load(); now > seen && !most.compare_exchange_weak(seen, now);) {
      }
      yield();
      --inside;
      places.release();
    }
  });
  EXPECT_LE(most.load(), 3);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(places.try_acquire());
  EXPECT_FALSE(places.try_acquire());
}

TEST_P(Semaphore, PermitsGoToWhoWaitedLongest) {
  binary_semaphore turn(0);
  EXPECT_EQ(order_at(
                &turn, [&] { turn.acquire(); }, [&] { turn.release(); }),
            (std::vector{0, 1, 2, 3}));
}

TEST_P(Semaphore, OneReleaseOfMany) {
  counting_semaphore<> permits(0);
  std::jthread waiters([&] { run(5, [&](int) { permits.acquire(); }); });
  await_waiting(&permits, 5);
  permits.release(7);
  waiters.join();
  EXPECT_TRUE(permits.try_acquire_for(0s));
  EXPECT_TRUE(permits.try_acquire());
  EXPECT_FALSE(permits.try_acquire_for(1us));
}

// Every permit is taken exactly once, also when waiters give up as it comes.
TEST_P(Semaphore, TimeoutsNeitherLoseNorInventPermits) {
  counting_semaphore<> permits(0);
  std::atomic<long> released{0}, acquired{0};
  run(8, [&](int i) {
    for (int round = 0; round < 500; ++round) {
      if (i % 2 == 0) {
        ++released;
        permits.release();
        if (round % 7 == 0) yield();
      } else if (permits.try_acquire_for(std::chrono::microseconds(round % 30))) {
        ++acquired;
      }
    }
  });
  while (permits.try_acquire()) ++acquired;
  EXPECT_EQ(acquired.load(), released.load());
}

TEST_P(Semaphore, DestroyedByTheWaiter) {
  using semaphore = binary_semaphore;
  destroy_by_the_waiter<semaphore>(
      0, [](semaphore& one) { one.release(); }, [](semaphore& one) { one.acquire(); });
}

WEFT_ON_ALL_AGENTS(Semaphore);

TEST(SemaphoreDeathTest, TooManyPermits) {
  binary_semaphore one(1);
  EXPECT_DEATH(one.release(), "does not hold");
}

}  // namespace
}  // namespace weft
