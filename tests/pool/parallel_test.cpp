#include "weft/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>

#include "sched/on_workers.h"

namespace weft {
namespace {

using Parallel = OnWorkers;
WEFT_ON_ALL_WORKERS(Parallel);

TEST_P(Parallel, ForDoesEachIndexOnce) {
  on_fiber([] {
    for (const int length : {0, 1, 255, 256, 257, 10'000})
      for (const std::size_t grain : {0u, 1u, 7u, 100'000u}) {
        std::vector<std::atomic<int>> done(static_cast<std::size_t>(length));
        parallel_for(-5, length - 5, [&](int i) { ++done[static_cast<std::size_t>(i + 5)]; },
                     {.grain = grain});
        for (const auto& count : done) ASSERT_EQ(count, 1);
      }
  });
}

TEST_P(Parallel, ForKnowsTheEndsOfItsType) {
  on_fiber([] {
    std::atomic<int> calls = 0;
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    parallel_for(kMost - 1'000, kMost, [&](std::int64_t i) { calls += i >= kMost - 1'000; });
    parallel_for<std::int8_t>(-128, 127, [&](std::int8_t) { ++calls; });
    parallel_for(5, 3, [&](int) { ++calls; });
    EXPECT_EQ(calls, 1'255);
  });
}

TEST_P(Parallel, TheFirstErrorStopsTheLoop) {
  on_fiber([] {
    std::atomic<int> calls = 0;
    EXPECT_THROW(parallel_for(0, 100'000,
                              [&](int i) {
                                ++calls;
                                if (i == 0) throw std::runtime_error("first");
                              },
                              {.grain = 1}),
                 std::runtime_error);
    EXPECT_LE(calls, 100'000);
    if (GetParam() == 1) EXPECT_EQ(calls, 1);
  });
}

TEST_P(Parallel, LoopsInLoops) {
  on_fiber([] {
    std::atomic<int> calls = 0;
    parallel_for(0, 30, [&](int) { parallel_for(0, 30, [&](int) { ++calls; }); });
    EXPECT_EQ(calls, 900);
  });
}

TEST_P(Parallel, ReduceKeepsTheOrder) {
  on_fiber([] {
    const std::string digits = parallel_reduce(
        0, 1'000, std::string(), [](int i) { return std::string(1, static_cast<char>('0' + i % 10)); },
        std::plus<>());
    std::string want;
    for (int i = 0; i < 1'000; ++i) want += static_cast<char>('0' + i % 10);
    EXPECT_EQ(digits, want);
    EXPECT_EQ(parallel_reduce(
                  3, 3, 17, [](int i) { return i; }, std::plus<>()),
              17);
  });
}

// The terms differ in size so much that another order gives other digits: the oracle brackets them by hand.
TEST_P(Parallel, SumsOfFloatsDoNotDependOnWorkers) {
  constexpr int kLength = 100'000, kChunk = kLength / 256 + 1;
  const auto term = [](int i) {
    return static_cast<float>(std::pow(-1.1, i % 150)) / static_cast<float>(i + 1);
  };
  float want = 0;
  for (int from = 0; from < kLength; from += kChunk) {
    float part = 0;
    for (int i = from; i < std::min(from + kChunk, kLength); ++i) part += term(i);
    want += part;
  }
  on_fiber([&] {
    for (int round = 0; round < 5; ++round)
      EXPECT_EQ(parallel_reduce(0, kLength, 0.0f, term, std::plus<>()), want);
  });
}

TEST(ParallelOnAThread, UsesTheSharedScheduler) {
  EXPECT_EQ(parallel_reduce(
                1, 101, 0, [](int i) { return i; }, std::plus<>()),
            5'050);
}

}  // namespace
}  // namespace weft
