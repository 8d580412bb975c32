// ThreadSanitizer knows which fiber runs, and forgets those that are left for good.
#include <gtest/gtest.h>

#include <cstdlib>
#include <thread>

#include "agent/pair.h"

namespace weft::testing {
namespace {

volatile int g_shared = 0;  // or the compiler would drop what nobody reads

TEST(FiberTsanDeathTest, ReportsARaceOfAFiberWithAThread) {
  const auto run = [] {
    Pair pair;
    pair.start([](void* argument) {
      g_shared = 1;
      static_cast<Pair*>(argument)->finish();
    });
    std::thread thread([] { g_shared = 2; });
    pair.to_other();
    thread.join();
    std::exit(0);  // the sanitizer turns it into its own
  };
  EXPECT_EXIT(run(), ::testing::ExitedWithCode(66), "data race");
}

// The sanitizer has room for some 8,000 fibers at a time, and for 65,536 calls within calls.
TEST(FiberTsan, FibersThatAreLeftForGoodTakeNoRoom) {
  constexpr int kRounds = 40'000;
  Pair pair;
  int rounds = 0;
  for (; rounds < kRounds; ++rounds) {
    pair.start([](void* argument) { static_cast<Pair*>(argument)->to_main(); });
    pair.to_other();
    pair.other.abandon();
    pair.start([](void* argument) { static_cast<Pair*>(argument)->finish(); });
    pair.to_other();
  }
  EXPECT_EQ(rounds, kRounds);
}

}  // namespace
}  // namespace weft::testing
