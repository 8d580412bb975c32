// AddressSanitizer watches the stacks of fibers, wherever they run.
#include <gtest/gtest.h>

#include "weft/fiber.h"
#include "weft/scheduler.h"

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

}  // namespace
}  // namespace weft
