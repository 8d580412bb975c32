// Only the monitor can get a processor back from a call that blocks without a mark; not in wasm, where nobody
// tells which thread sleeps.
#include <gtest/gtest.h>

#include <atomic>

#include "how_many.h"
#include "weft/fiber.h"
#include "weft/scheduler.h"
#include "weft/scope.h"

namespace weft {
namespace {

class UnmarkedBlocking : public testing::TestWithParam<int> {};

INSTANTIATE_TEST_SUITE_P(Workers, UnmarkedBlocking, testing::Values(1, 2, kSomeWorkers, kManyWorkers));

// More fibers in blocking calls than workers; each waits for the next one to arrive.
TEST_P(UnmarkedBlocking, LosesItsProcessor) {
  const int calls = GetParam() + 3;
  std::atomic<int> inside = 0;
  scheduler on({.workers = GetParam()});
  fiber(on, [&] {
    scope children;
    for (int i = 0; i < calls; ++i)
      children.spawn([&] {
        ++inside;
        inside.notify_all();
        for (int seen = inside; seen < calls; seen = inside) inside.wait(seen);
      });
    children.join();
  }).join();
  EXPECT_EQ(inside, calls);
}

}  // namespace
}  // namespace weft
