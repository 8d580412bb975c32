// Many short tasks: started and joined, and as trees. Argument: threads.
#include <benchmark/benchmark.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <array>
#include <cstdint>
#include <numeric>

#include "../memory_use.h"

namespace {

constexpr int kTasks = 1'000'000;
constexpr std::int64_t kLeaves = 1'000'000;
constexpr int kBranches = 10;
constexpr int kFibonacci = 32;
constexpr std::int64_t kFibonacciResult = 2'178'309;

// Runs `round` once to warm up, then for the measurement, inside an arena of so many threads.
template <class F>
void in_arena(benchmark::State& state, F round) {
  const int threads = static_cast<int>(state.range(0));
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  arena.execute([&] {
    round();
    for (auto _ : state) round();
  });
}

void task_spawn_join(benchmark::State& state) {
  in_arena(state, [] {
    tbb::task_group group;
    for (int i = 0; i < kTasks; ++i) group.run([] {});
    group.wait();
  });
  state.SetItemsProcessed(kTasks * state.iterations());
}

std::int64_t grow(std::int64_t first, std::int64_t leaves) {
  if (leaves == 1) return first;
  std::array<std::int64_t, kBranches> parts;
  tbb::task_group branches;
  const std::int64_t each = leaves / kBranches;
  for (int i = 0; i < kBranches; ++i)
    branches.run([&part = parts[i], first = first + i * each, each] { part = grow(first, each); });
  branches.wait();
  return std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
}

void task_skynet(benchmark::State& state) {
  in_arena(state, [&] {
    if (grow(0, kLeaves) != kLeaves * (kLeaves - 1) / 2) state.SkipWithError("a wrong sum");
  });
  state.SetItemsProcessed(state.iterations());
  state.counters["peak_mib"] = weft::bench::peak_mib();
}

std::int64_t fibonacci(int n) {
  if (n < 2) return n;
  std::int64_t one = 0;
  tbb::task_group group;
  group.run([&one, n] { one = fibonacci(n - 1); });
  const std::int64_t other = fibonacci(n - 2);
  group.wait();
  return one + other;
}

void task_fib(benchmark::State& state) {
  in_arena(state, [&] {
    if (fibonacci(kFibonacci) != kFibonacciResult) state.SkipWithError("a wrong number");
  });
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(task_spawn_join)->UseRealTime()->Iterations(2)->Arg(1)->Arg(2);
BENCHMARK(task_skynet)->UseRealTime()->Iterations(2)->Arg(1)->Arg(2);
BENCHMARK(task_fib)->UseRealTime()->Iterations(1)->Arg(1)->Arg(2);

}  // namespace
