// AddressSanitizer watches the stacks of fibers, wherever they run, and what lies in the blocks of agents.
#include <gtest/gtest.h>

#include "weft/fiber.h"
#include "weft/scheduler.h"
#include "weft/task.h"

namespace weft {
namespace {

// `index` is hidden from the compiler.
__attribute__((noinline)) int read_past(int turns, volatile std::size_t index) {
  volatile int numbers[4] = {1, 2, 3, 4};
  for (int i = 0; i < turns; ++i) yield();
  return *(numbers + index);
}

void overflow_on_a_fiber(int turns) {
  scheduler on({.workers = 2});
  fiber(on, [turns] { read_past(turns, 4); }).join();
}

TEST(FibersAsanDeathTest, AnOverflowOnAFiberIsReported) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(overflow_on_a_fiber(0), "stack-buffer-overflow");
  EXPECT_DEATH(overflow_on_a_fiber(10), "stack-buffer-overflow");
}

// What a closure holds lies in its fiber's block.
void touch_what_an_ended_fiber_held() {
  scheduler on({.workers = 1});
  volatile const int* dangling = nullptr;
  fiber(on, [&dangling, held = 1] { dangling = &held; }).join();
  static_cast<void>(*dangling);
}

task<void> keep_address(volatile const int*& dangling) {
  volatile int local = 1;
  dangling = &local;
  co_await async_yield();
  local = 2;
}

void touch_an_ended_coroutines_frame() {
  scheduler on({.workers = 1});
  fiber(on, [] {
    volatile const int* dangling = nullptr;
    { start(keep_address(dangling)).join(); }
    static_cast<void>(*dangling);
  }).join();
}

TEST(FibersAsanDeathTest, UseOfWhatAnEndedAgentHeldIsReported) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(touch_what_an_ended_fiber_held(), "use-after-poison");
  EXPECT_DEATH(touch_an_ended_coroutines_frame(), "use-after-poison");
}

}  // namespace
}  // namespace weft
