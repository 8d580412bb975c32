#include "weft/seqlock.h"

#include <array>
#include <atomic>

#include "sync/on_agents.h"

namespace weft {
namespace {

using Seqlock = OnAgents;

struct Point {
  std::uint64_t x = 0, y = 0;
  char rest[5] = {};
};

TEST_P(Seqlock, ReadersSeeWholeValues) {
  seqlock<Point> point;
  std::atomic<int> writers{2};
  run(5, [&](int i) {
    if (i < 2) {
      for (int round = 0; round < 1'000; ++round)
        point.update([](Point& p) {
          ++p.x;
          p.y = 2 * p.x;
          p.rest[4] = static_cast<char>(p.x % 100);
        });
      --writers;
      return;
    }
    std::uint64_t last = 0;
    while (writers.load() > 0) {
      const Point seen = point.load();
      EXPECT_EQ(seen.y, 2 * seen.x);
      EXPECT_EQ(seen.rest[4], static_cast<char>(seen.x % 100));
      EXPECT_GE(seen.x, last);
      last = seen.x;
      yield();
    }
  });
  EXPECT_EQ(point.load().x, 2'000u);
}

TEST(SeqlockAlone, NothingToReadWhileItIsWritten) {
  seqlock<int> number(1);
  EXPECT_EQ(number.try_load(), 1);
  number.update([&](int& n) {
    EXPECT_EQ(number.try_load(), std::nullopt);
    n = 2;
  });
  EXPECT_EQ(number.load(), 2);
  number.store(3);
  EXPECT_EQ(number.load(), 3);
}

WEFT_ON_ALL_AGENTS(Seqlock);

}  // namespace
}  // namespace weft
