// ThreadSanitizer knows which fiber runs, wherever it runs.
#include <gtest/gtest.h>

#include <cstdlib>
#include <thread>

#include "weft/fiber.h"
#include "weft/scheduler.h"

namespace weft {
namespace {

volatile int g_shared = 0;  // or the compiler would drop what nobody reads

// `turns`: 0 for a fiber that never leaves its worker's stack.
void race_with_a_thread(int turns) {
  scheduler on({.workers = 2});
  std::thread thread([] { g_shared = 1; });
  fiber racing(on, [turns] {
    for (int i = 0; i < turns; ++i) yield();
    g_shared = 2;
  });
  racing.join();
  thread.join();
  std::exit(0);  // the sanitizer turns it into its own
}

TEST(FibersTsanDeathTest, ARaceOfAFiberIsReported) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(race_with_a_thread(0), ::testing::ExitedWithCode(66), "data race");
  EXPECT_EXIT(race_with_a_thread(10), ::testing::ExitedWithCode(66), "data race");
}

}  // namespace
}  // namespace weft
