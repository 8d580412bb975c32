// Many coroutines: started and joined, as trees, and parked.
#include "weft/task.h"

#include <array>
#include <cstdint>

#include "../memory_use.h"
#include "weft/event.h"
#include "weft/latch.h"

#include <benchmark/benchmark.h>

namespace weft::bench {
namespace {

constexpr int kTasks = 1'000'000;
constexpr std::int64_t kLeaves = 1'000'000;
constexpr int kBranches = 10;
constexpr int kFibonacci = 32;
constexpr std::int64_t kFibonacciResult = 2'178'309;
constexpr int kParked = 1'000'000;
constexpr int kStartedAtOnce = 16;

// Runs `round`, a function that gives a task, once to warm up and then for the measurement. Argument:
// workers.
template <class F>
void on_a_task(benchmark::State& state, F round) {
  scheduler here({.workers = static_cast<int>(state.range(0))});
  run(here, round());
  for (auto _ : state) run(here, round());
}

task<void> do_nothing() { co_return; }

task<void> start_and_join() {
  scope children;
  for (int i = 0; i < kTasks; ++i) children.spawn(do_nothing());
  co_await children.async_join();
}

void task_spawn_join(benchmark::State& state) {
  on_a_task(state, start_and_join);
  state.SetItemsProcessed(kTasks * state.iterations());
}

// The sum of the numbers of its leaves: first, first + 1, ...
task<std::int64_t> grow(std::int64_t first, std::int64_t leaves) {
  if (leaves == 1) co_return first;
  std::array<running_task<std::int64_t>, kBranches> parts;
  const std::int64_t each = leaves / kBranches;
  for (int i = 0; i < kBranches; ++i) parts[i] = start(grow(first + i * each, each));
  std::int64_t sum = 0;
  for (running_task<std::int64_t>& part : parts) sum += co_await part;
  co_return sum;
}

task<void> grow_tree(benchmark::State& state) {
  if (co_await grow(0, kLeaves) != kLeaves * (kLeaves - 1) / 2) state.SkipWithError("a wrong sum");
}

void task_skynet(benchmark::State& state) {
  on_a_task(state, [&] { return grow_tree(state); });
  state.SetItemsProcessed(state.iterations());
  state.counters["peak_mib"] = peak_mib();
}

task<std::int64_t> fibonacci(int n) {
  if (n < 2) co_return n;
  running_task<std::int64_t> one = start(fibonacci(n - 1));
  const std::int64_t other = co_await fibonacci(n - 2);
  co_return co_await one + other;
}

task<void> check_fibonacci(benchmark::State& state) {
  if (co_await fibonacci(kFibonacci) != kFibonacciResult) state.SkipWithError("a wrong number");
}

void task_fib(benchmark::State& state) {
  on_a_task(state, [&] { return check_fibonacci(state); });
  state.SetItemsProcessed(state.iterations());
}

struct Gate {
  event open;
  latch started{kParked};
};

task<void> wait_at(Gate& gate) {
  gate.started.count_down();
  co_await gate.open.async_wait();
}

// Those that were started park before more are: the queue of those that run is not what is measured.
task<double> bytes_each() {
  const double before = resident_bytes();
  Gate gate;
  scope tasks;
  for (int i = 0; i < kParked; ++i) {
    tasks.spawn(wait_at(gate));
    if (i % kStartedAtOnce == 0) co_await async_yield();
  }
  co_await gate.started.async_wait();
  const double bytes = (resident_bytes() - before) / kParked;
  gate.open.set();
  co_await tasks.async_join();
  co_return bytes;
}

void task_parked(benchmark::State& state) {
  scheduler one({.workers = 1});
  for (auto _ : state) state.counters["bytes_each"] = run(one, bytes_each());
}

BENCHMARK(task_spawn_join)->UseRealTime()->Iterations(2)->Arg(1)->Arg(2);
BENCHMARK(task_skynet)->UseRealTime()->Iterations(2)->Arg(1)->Arg(2);
BENCHMARK(task_fib)->UseRealTime()->Iterations(1)->Arg(1)->Arg(2);
BENCHMARK(task_parked)->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace weft::bench
