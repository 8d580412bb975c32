// When agents run whose deadline has passed.
#include <gtest/gtest.h>

#include <chrono>
#include <vector>

#include "weft/fiber.h"
#include "weft/scheduler.h"
#include "weft/scope.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr int kSleepers = 8;
constexpr int kOthers = 50;
constexpr int kOther = -1;

struct Round {
  std::vector<int> order;  // sleepers by number, and kOther
  bool disturbed = false;  // the monitor may have seen late timers, and put their agents elsewhere
};

// One worker. All sleepers have parked, and their time is up, before others are started.
Round sleepers_and_others(scheduler& one) {
  Round seen;
  fiber(one, [&] {
    scope children;
    const auto soon = Clock::now() + 2ms;
    for (int i = 0; i < kSleepers; ++i)
      children.spawn([&, i] {
        sleep_until(soon - i * 10us);
        seen.order.push_back(i);
        if (Clock::now() > soon + 300us) seen.disturbed = true;
      });
    yield();
    while (Clock::now() < soon) {
    }
    for (int i = 0; i < kOthers; ++i) children.spawn([&] { seen.order.push_back(kOther); });
    children.join();
  }).join();
  return seen;
}

TEST(DueAgents, RunBeforeNewOnesAndInTheOrderOfTheirDeadlines) {
  scheduler one({.workers = 1});
  Round seen = sleepers_and_others(one);
  for (int again = 0; seen.disturbed && again < 200; ++again) seen = sleepers_and_others(one);
  if (seen.disturbed) GTEST_SKIP() << "the machine is too busy";
  std::vector<int> sleepers;
  int others_before = 0;
  for (int who : seen.order) {
    if (who != kOther)
      sleepers.push_back(who);
    else if (sleepers.size() < kSleepers)
      ++others_before;
  }
  EXPECT_EQ(sleepers, (std::vector{7, 6, 5, 4, 3, 2, 1, 0}));
  EXPECT_LT(others_before, kOthers / 2);
}

}  // namespace
}  // namespace weft
