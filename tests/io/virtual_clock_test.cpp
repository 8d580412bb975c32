#include "weft/virtual_clock.h"

#include <stdexcept>

#include "sync/on_agents.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using Sleeping = OnAgents;

TEST(VirtualClock, RunsByTimeAndThenInOrder) {
  virtual_clock clock;
  std::vector<int> order;
  for (const int i : {3, 1, 2}) clock.run_after(i * 1ms, [&order, i] { order.push_back(i); });
  clock.run_after(2ms, [&] { order.push_back(22); });
  EXPECT_EQ(clock.advance(2ms), 3u);
  EXPECT_EQ(order, (std::vector{1, 2, 22}));
  EXPECT_EQ(clock.now().time_since_epoch(), 2ms);
  EXPECT_EQ(clock.next(), clock.now() + 1ms);
  EXPECT_TRUE(clock.advance_to_next());
  EXPECT_FALSE(clock.advance_to_next());
  EXPECT_EQ(order.back(), 3);
}

TEST(VirtualClock, CallbacksSeeTheirTimeAndAddOthers) {
  virtual_clock clock;
  std::vector<long> seen;
  std::function<void()> again = [&] {
    seen.push_back(clock.now().time_since_epoch() / 1ms);
    if (seen.size() < 4) clock.run_after(5ms, again);
  };
  clock.run_after(5ms, again);
  EXPECT_EQ(clock.advance(17ms), 3u);
  EXPECT_EQ(seen, (std::vector<long>{5, 10, 15}));
  EXPECT_EQ(clock.now().time_since_epoch(), 17ms);
}

TEST(VirtualClock, CancelledIsNotRun) {
  virtual_clock clock;
  int runs = 0;
  const event_id first = clock.run_after(1ms, [&] { ++runs; });
  const event_id second = clock.run_after(1ms, [&] { ++runs; });
  EXPECT_NE(first, second);
  EXPECT_TRUE(clock.cancel(first));
  EXPECT_FALSE(clock.cancel(first));
  clock.advance(1h);
  EXPECT_EQ(runs, 1);
  EXPECT_FALSE(clock.cancel(second));
}

TEST(VirtualClock, NeverGoesBackAndRunsWhatIsLate) {
  virtual_clock clock;
  clock.advance(10ms);
  clock.advance_to(virtual_clock::time_point(3ms));
  EXPECT_EQ(clock.now().time_since_epoch(), 10ms);
  int runs = 0;
  clock.run_at(virtual_clock::time_point(3ms), [&] { ++runs; });
  EXPECT_EQ(clock.advance(0ms), 1u);
  EXPECT_EQ(runs, 1);
}

TEST(VirtualClock, WhatThrowsLeavesTheOthers) {
  virtual_clock clock;
  int runs = 0;
  clock.run_after(1ms, [] { throw std::runtime_error("broken"); });
  clock.run_after(2ms, [&] { ++runs; });
  EXPECT_THROW(clock.advance(5ms), std::runtime_error);
  EXPECT_EQ(clock.advance(5ms), 1u);
  EXPECT_EQ(runs, 1);
}

TEST_P(Sleeping, SleepersWakeWhenTheirTimeHasCome) {
  constexpr int kSleepers = 6;
  virtual_clock clock;
  std::vector<long> woke(kSleepers);
  run(kSleepers + 1, [&](int i) {
    if (i == kSleepers) {
      await_waiting(&clock, kSleepers);
      while (clock.advance_to_next()) {
      }
      return;
    }
    clock.sleep_for((i + 1) * 1h);
    woke[i] = clock.now().time_since_epoch() / 1h;
    clock.sleep_until({});  // over long ago
  });
  for (int i = 0; i < kSleepers; ++i) EXPECT_GE(woke[i], i + 1);
  EXPECT_EQ(clock.now().time_since_epoch(), kSleepers * 1h);
}

WEFT_ON_ALL_AGENTS(Sleeping);

}  // namespace
}  // namespace weft
