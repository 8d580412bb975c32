#include "weft/pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "how_many.h"
#include "weft/event.h"
#include "weft/fiber.h"

namespace weft {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""ns;
using std::chrono_literals::operator""us;

// One test body for all pools: what makes them.
struct Fixed : fixed_pool {
  explicit Fixed(int threads) : fixed_pool({.threads = threads}) {}
};
struct Elastic : elastic_pool {
  explicit Elastic(int threads) : elastic_pool({.most_threads = threads}) {}
};
struct Stealing : stealing_pool {
  explicit Stealing(int threads) : stealing_pool({.workers = threads}) {}
};

template <class Pool>
class AnyPool : public testing::Test {};
using Pools = testing::Types<Fixed, Elastic, Stealing>;
TYPED_TEST_SUITE(AnyPool, Pools);

constexpr int kThreads[] = {1, 2, kSomeWorkers, kManyWorkers};

TYPED_TEST(AnyPool, RunsEveryJobOnce) {
  constexpr int kProducers = 4, kEach = 2'000;
  for (const int threads : kThreads) {
    TypeParam pool(threads);
    std::vector<std::atomic<int>> runs(kProducers * kEach);
    {
      std::vector<std::jthread> producers;
      for (int p = 0; p < kProducers; ++p)
        producers.emplace_back([&, p] {
          for (int i = 0; i < kEach; ++i) EXPECT_TRUE(pool.post([&runs, p, i] { ++runs[p * kEach + i]; }));
        });
    }
    pool.drain();
    for (const auto& count : runs) ASSERT_EQ(count, 1);
    const pool_statistics seen = pool.statistics();
    EXPECT_EQ(seen.taken, runs.size());
    EXPECT_EQ(seen.finished, runs.size());
    EXPECT_EQ(seen.queue_length, 0u);
    EXPECT_GE(seen.ran.count(), runs.size() / 16);
    EXPECT_EQ(seen.ran.count(), seen.waited.count());
    EXPECT_GE(seen.utilisation, 0);
    EXPECT_LE(seen.utilisation, 1);
  }
}

TYPED_TEST(AnyPool, SubmitBringsResultsAndErrorsBack) {
  TypeParam pool(2);
  auto large = std::make_unique<int>(4);
  std::array<char, 200> ballast{};
  EXPECT_EQ(pool.submit([large = std::move(large), ballast] { return *large + ballast[7]; }).get(), 4);
  EXPECT_THROW(pool.submit([] { throw std::logic_error("mine"); }).get(), std::logic_error);
  EXPECT_NO_THROW(pool.drain());
}

TYPED_TEST(AnyPool, DrainRethrowsTheFirstErrorOnceAndWaitsForJobsOfJobs) {
  TypeParam pool(1);
  std::atomic<int> ran = 0;
  pool.post([&] {
    pool.post([&] {
      pool.post([&] { ++ran; });
      ++ran;
    });
    throw std::runtime_error("first");
  });
  EXPECT_THROW(pool.drain(), std::runtime_error);
  EXPECT_EQ(ran, 2);
  EXPECT_NO_THROW(pool.drain());
}

TYPED_TEST(AnyPool, ShutdownRunsWhatWasTakenAndRefusesTheRest) {
  for (const int threads : kThreads) {
    TypeParam pool(threads);
    std::atomic<int> ran = 0;
    for (int i = 0; i < 500; ++i) pool.post([&] { ++ran; });
    pool.shutdown();
    EXPECT_EQ(ran, 500);
    EXPECT_FALSE(pool.post([&] { ++ran; }));
    EXPECT_THROW(pool.submit([] {}).get(), std::future_error);
    EXPECT_EQ(ran, 500);
    EXPECT_EQ(pool.statistics().rejected, 2u);
  }
}

TYPED_TEST(AnyPool, FibersSubmitAndWait) {
  TypeParam pool(2);
  scheduler on({.workers = 2});
  fiber user(on, [&] {
    for (int i = 0; i < 300; ++i) ASSERT_EQ(pool.submit([i] { return i; }).get(), i);
  });
  user.join();
}

// Holds the only thread until open() is called.
class Gate {
 public:
  explicit Gate(fixed_pool& pool) {
    pool.post([this] {
      inside_.set();
      open_.wait();
    });
    inside_.wait();
  }
  void open() { open_.set(); }

 private:
  event inside_, open_;
};

TEST(FixedPool, KeepsTheOrder) {
  fixed_pool pool({.threads = 1});
  std::vector<int> order;
  for (int i = 0; i < 1'000; ++i) pool.post([&, i] { order.push_back(i); });
  pool.drain();
  EXPECT_EQ(order.size(), 1'000u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(FixedPool, RejectsWhenFull) {
  fixed_pool pool({.threads = 1, .capacity = 3, .when_full = when_full::reject});
  Gate gate(pool);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(pool.post([] {}));
  EXPECT_FALSE(pool.post([] {}));
  future<void> refused = pool.submit([] {});
  EXPECT_THROW(refused.get(), std::future_error);
  EXPECT_EQ(pool.statistics().longest_queue, 3u);
  EXPECT_EQ(pool.statistics().rejected, 2u);
  gate.open();
  pool.drain();
  EXPECT_TRUE(pool.post([] {}));
}

TEST(FixedPool, CallersRunWhenFull) {
  fixed_pool pool({.threads = 1, .capacity = 1, .when_full = when_full::caller_runs});
  Gate gate(pool);
  pool.post([] {});
  std::thread::id ran_on;
  EXPECT_TRUE(pool.post([&] { ran_on = std::this_thread::get_id(); }));
  EXPECT_EQ(ran_on, std::this_thread::get_id());
  EXPECT_EQ(pool.statistics().run_by_callers, 1u);
  gate.open();
  pool.drain();  // whoever waits at the gate goes before the gate does
}

TEST(FixedPool, SubmittersWaitInOrderWhenFull) {
  fixed_pool pool({.threads = 1, .capacity = 2, .when_full = when_full::block});
  scheduler on({.workers = 1});
  Gate gate(pool);
  std::vector<int> order;
  pool.post([&] { order.push_back(0); });
  pool.post([&] { order.push_back(1); });
  std::atomic<int> accepted = 0;
  std::vector<fiber> submitters;
  // One worker: each begins to wait before the next begins at all.
  fiber starter(on, [&] {
    for (int i = 2; i < 8; ++i) {
      submitters.emplace_back(on, [&, i] { accepted += pool.post([&order, i] { order.push_back(i); }); });
      for (int turn = 0; turn < 3; ++turn) yield();
    }
  });
  starter.join();
  EXPECT_EQ(accepted, 0);
  EXPECT_EQ(pool.statistics().queue_length, 2u);
  gate.open();
  for (fiber& each : submitters) each.join();
  EXPECT_EQ(accepted, 6);
  pool.drain();
  EXPECT_EQ(order, (std::vector{0, 1, 2, 3, 4, 5, 6, 7}));
  EXPECT_EQ(pool.statistics().longest_queue, 2u);
}

TEST(FixedPool, ShutdownNowDropsWhatHasNotStarted) {
  fixed_pool pool({.threads = 1});
  Gate gate(pool);
  std::vector<future<void>> dropped;
  for (int i = 0; i < 5; ++i) dropped.push_back(pool.submit([] {}));
  std::thread opener([&] {
    for (future<void>& each : dropped) EXPECT_THROW(each.get(), std::future_error);
    gate.open();
  });
  EXPECT_EQ(pool.shutdown_now(), 5u);
  opener.join();
}

TEST(FixedPool, AJobThatWaitsForItsOwnPoolIsToldSo) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");  // there are threads by now
  EXPECT_DEATH(
      {
        fixed_pool pool({.threads = 1});
        pool.post([&] { pool.drain(); });
        pool.drain();
      },
      "t_pool != this");
}

// All jobs wait until all have begun: only as many threads as jobs can do that.
TEST(ElasticPool, GrowsForJobsThatBlock) {
  constexpr int kJobs = 20;
  elastic_pool pool({.most_threads = kJobs});
  std::atomic<int> inside = 0;
  for (int i = 0; i < kJobs; ++i)
    pool.post([&] {
      ++inside;
      inside.notify_all();
      for (int seen = inside; seen < kJobs; seen = inside) inside.wait(seen);
    });
  pool.drain();
  EXPECT_EQ(inside, kJobs);
  EXPECT_LE(pool.statistics().threads, kJobs);
}

TEST(ElasticPool, NeverExceedsItsMost) {
  elastic_pool pool({.most_threads = 3});
  std::atomic<int> inside = 0, most = 0;
  for (int i = 0; i < 500; ++i)
    pool.post([&] {
      const int now = ++inside;
      for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
      }
      std::this_thread::yield();
      --inside;
    });
  pool.drain();
  EXPECT_LE(most, 3);
}

TEST(ElasticPool, ShrinksToItsLeastWhenIdle) {
  elastic_pool pool({.least_threads = 1, .most_threads = 8, .idle_timeout = 1us});
  for (int round = 0; round < 20; ++round) {
    for (int i = 0; i < 8; ++i) pool.post([] { std::this_thread::yield(); });
    pool.drain();
    while (pool.statistics().threads > 1) std::this_thread::yield();
  }
  EXPECT_EQ(pool.statistics().finished, 160u);
  elastic_pool none({.idle_timeout = 1ns});
  EXPECT_EQ(none.statistics().threads, 0);
  EXPECT_EQ(none.submit([] { return 1; }).get(), 1);
  while (none.statistics().threads > 0) std::this_thread::yield();
}

TEST(StealingPool, JobsMayWaitForJobs) {
  stealing_pool pool({.workers = 1});
  EXPECT_EQ(pool.submit([&] { return pool.submit([] { return 6; }).get() * 7; }).get(), 42);
}

TEST(LatencyHistogram, PercentilesAreAtMostAnEighthTooHigh) {
  latency_histogram times;
  EXPECT_EQ(times.percentile(50), 0ns);
  for (int i = 1; i <= 100'000; ++i) times.add(std::chrono::nanoseconds(i));
  for (const int percent : {1, 10, 50, 90, 99, 100}) {
    const double right = percent * 1'000;
    EXPECT_GE(times.percentile(percent).count(), right) << percent;
    EXPECT_LE(times.percentile(percent).count(), right * 1.125) << percent;
  }
  latency_histogram ends;
  ends.add(-5ns);
  ends.add(std::chrono::nanoseconds::max());
  EXPECT_EQ(ends.percentile(50), 0ns);
  EXPECT_GE(ends.percentile(100), std::chrono::nanoseconds::max() - 1ns);
  ends.add(times);
  EXPECT_EQ(ends.count(), 100'002u);
}

}  // namespace
}  // namespace weft
