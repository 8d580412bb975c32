// Only the monitor can get a processor back from a call that blocks without a mark; not in wasm, where nobody
// tells which thread sleeps.
#include <gtest/gtest.h>

#include <atomic>

#include "how_many.h"
#include "weft/fiber.h"
#include "weft/scheduler.h"
#include "weft/scope.h"
#include "weft/spinlock.h"

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

// Nobody waits for the processor of the one who blocks; the other one has somebody in line, and does not come
// to it.
TEST(UnmarkedBlockingOfTwo, LosesItsProcessorToWhoWaitsForAnother) {
  scheduler two({.workers = 2});
  std::atomic<bool> inside = false, may_return = false;
  fiber blocks(two, [&] {
    inside = true;
    inside.notify_all();
    may_return.wait(false);
  });
  inside.wait(false);
  fiber computes(two, [&] {
    std::atomic<bool> ran = false;
    scope children;
    children.spawn([&] { ran = true; });
    while (!ran) spin_pause();
    may_return = true;
    may_return.notify_all();
  });
  computes.join();
  blocks.join();
}

}  // namespace
}  // namespace weft
