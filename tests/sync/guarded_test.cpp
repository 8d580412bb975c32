#include "weft/guarded.h"

#include "sync/on_agents.h"
#include "weft/shared_mutex.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using Guarded = OnAgents;

TEST_P(Guarded, EveryWayInIsLocked) {
  guarded<std::vector<int>> numbers;
  run(6, [&](int i) {
    for (int round = 0; round < 100; ++round) {
      numbers.lock()->push_back(i);
      numbers.with([&](auto& all) { all.push_back(i); });
      if (auto now = numbers.try_lock()) EXPECT_FALSE((*now)->empty());
    }
  });
  EXPECT_EQ(numbers.with([](auto& all) { return all.size(); }), 1'200u);
}

TEST_P(Guarded, HandleHoldsTheLock) {
  guarded<int> number(7);
  {
    const auto held = number.lock();
    run(1, [&](int) {
      EXPECT_FALSE(number.try_lock());
      EXPECT_FALSE(number.try_lock_for(1us));
    });
    *held = 8;
  }
  run(1, [&](int) { EXPECT_EQ(**number.try_lock_for(1h), 8); });
}

TEST_P(Guarded, ReadersShare) {
  guarded<int, shared_mutex> number(1);
  const auto reading = number.read();
  run(3, [&](int) {
    EXPECT_EQ(*number.read(), 1);
    EXPECT_EQ(number.with_shared([](const int& n) { return n; }), 1);
    EXPECT_FALSE(number.try_lock());
  });
}

WEFT_ON_ALL_AGENTS(Guarded);

}  // namespace
}  // namespace weft
