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
constexpr int kLatest = 0;  // at the end from which the owner takes one now and then, too

// The monitor puts agents elsewhere whose timers are later than this; it looks less often.
constexpr auto kMonitorLeavesAlone = 400us;

struct Round {
  std::vector<int> order;  // sleepers by number, and kOther
  bool disturbed = false;  // a deadline was over before all had parked, or the monitor may have taken part
};

// One worker. All sleepers have parked, and their time is up, before others are started.
Round sleepers_and_others(scheduler& one) {
  Round seen;
  fiber(one, [&] {
    scope children;
    const auto soon = Clock::now() + 2ms;
    const auto earliest = soon - (kSleepers - 1) * 10us;
    int begun = 0;
    for (int i = 0; i < kSleepers; ++i)
      children.spawn([&, i] {
        ++begun;
        sleep_until(soon - i * 10us);
        seen.order.push_back(i);
        if (Clock::now() > earliest + kMonitorLeavesAlone) seen.disturbed = true;
      });
    while (begun < kSleepers) yield();
    if (Clock::now() >= earliest) seen.disturbed = true;
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
  while (seen.disturbed) seen = sleepers_and_others(one);
  std::vector<int> sleepers;
  int others_before = 0;
  for (int who : seen.order) {
    if (who != kOther && who != kLatest)
      sleepers.push_back(who);
    else if (who == kOther && sleepers.size() < kSleepers - 1)
      ++others_before;
  }
  EXPECT_EQ(sleepers, (std::vector{7, 6, 5, 4, 3, 2, 1}));
  EXPECT_LT(others_before, kOthers / 2);
}

}  // namespace
}  // namespace weft
