// Empty jobs from outside a pool with two threads, until all have run. Argument: threads that post.
#include <benchmark/benchmark.h>

#include <thread>
#include <vector>

#include "weft/pool.h"

namespace weft::bench {
namespace {

constexpr int kThreads = 2;
constexpr int kJobs = 200'000;

template <class Pool>
void post_all(Pool& pool, int producers) {
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < producers; ++i)
      threads.emplace_back([&] {
        for (int job = 0; job < kJobs / producers; ++job) pool.post([] {});
      });
  }
  pool.drain();
}

template <class Pool>
void post_and_drain(benchmark::State& state, Pool& pool) {
  for (auto _ : state) post_all(pool, static_cast<int>(state.range(0)));
  state.SetItemsProcessed(kJobs * state.iterations());
}

void pool_fixed(benchmark::State& state) {
  fixed_pool pool({.threads = kThreads});
  post_and_drain(state, pool);
}

void pool_stealing(benchmark::State& state) {
  stealing_pool pool({.workers = kThreads});
  post_and_drain(state, pool);
}

BENCHMARK(pool_fixed)->UseRealTime()->Arg(1)->Arg(4);
BENCHMARK(pool_stealing)->UseRealTime()->Arg(1)->Arg(4);

}  // namespace
}  // namespace weft::bench
