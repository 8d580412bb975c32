#include "weft/barrier.h"

#include <atomic>
#include <memory>

#include "sync/on_agents.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using Barrier = OnAgents;

// In each phase everybody adds one; the completion function sees all of them, and everybody sees what it did.
TEST_P(Barrier, CompletionRunsBetweenPhases) {
  constexpr int kAgents = 6, kPhases = 200;
  std::vector<int> added(kAgents);
  int sum = 0;
  barrier step(kAgents, [&]() noexcept {
    for (const int own : added) sum += own;
  });
  run(kAgents, [&](int i) {
    for (int phase = 1; phase <= kPhases; ++phase) {
      added[i] = 1;
      step.arrive_and_wait();
      EXPECT_EQ(sum, phase * kAgents);
      added[i] = 0;
      step.arrive_and_wait();
    }
  });
  EXPECT_EQ(sum, kPhases * kAgents);
}

TEST_P(Barrier, WhoDropsIsExpectedNoMore) {
  std::atomic<int> completed{0};
  barrier step(4, [&]() noexcept { ++completed; });
  run(4, [&](int i) {
    for (int phase = 0; phase < i; ++phase) step.arrive_and_wait();
    step.arrive_and_drop();
  });
  EXPECT_EQ(completed.load(), 4);
}

TEST_P(Barrier, TimedWaitHasArrivedAllTheSame) {
  barrier step(2);
  run(1, [&](int) {
    const auto arrival = step.arrive();
    EXPECT_FALSE(step.wait_for(arrival, 1us));
    auto second = step.arrive();
    EXPECT_TRUE(step.wait_for(arrival, 1h));
    step.wait(std::move(second));
  });
}

// The last phase's waiter destroys the barrier while the one that arrived last may not have returned.
TEST_P(Barrier, DestroyedByAWaiter) {
  for (int round = 0; round < 50; ++round) {
    struct Shared {
      barrier<> all{3};
      std::atomic<int> users{3};
    };
    auto* const shared = new Shared();
    run(3, [&](int) {
      shared->all.arrive_and_wait();
      if (--shared->users == 0) delete shared;
    });
  }
}

WEFT_ON_ALL_AGENTS(Barrier);

TEST(BarrierDeathTest, MoreThanExpected) {
  barrier step(1);
  EXPECT_DEATH(static_cast<void>(step.arrive(2)), "does not hold");
}

}  // namespace
}  // namespace weft
