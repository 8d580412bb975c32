// Empty jobs from outside, two workers, in the two ways that oneTBB has. Argument: threads that post.
#include <benchmark/benchmark.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <thread>
#include <vector>

namespace {

constexpr int kThreads = 2;
constexpr int kJobs = 200'000;

// `post_jobs(count)` runs on each producer.
template <class F>
void on_producers(benchmark::State& state, F post_jobs) {
  const int producers = static_cast<int>(state.range(0));
  std::vector<std::jthread> threads;
  for (int i = 0; i < producers; ++i) threads.emplace_back([&, producers] { post_jobs(kJobs / producers); });
}

// Every producer puts jobs into an arena that only workers take them from.
void pool_enqueue(benchmark::State& state) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, kThreads + 1);
  tbb::task_arena arena(kThreads, 0);
  tbb::task_group all;
  for (auto _ : state) {
    on_producers(state, [&](int count) {
      for (int job = 0; job < count; ++job) arena.enqueue(all.defer([] {}));
    });
    all.wait();
  }
  state.SetItemsProcessed(kJobs * state.iterations());
}

// Every producer runs its own group and helps while it waits for it.
void pool_group(benchmark::State& state) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, kThreads + 1);
  for (auto _ : state)
    on_producers(state, [&](int count) {
      tbb::task_group group;
      for (int job = 0; job < count; ++job) group.run([] {});
      group.wait();
    });
  state.SetItemsProcessed(kJobs * state.iterations());
}

BENCHMARK(pool_enqueue)->UseRealTime()->Arg(1)->Arg(4);
BENCHMARK(pool_group)->UseRealTime()->Arg(1)->Arg(4);

}  // namespace
