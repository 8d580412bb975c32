// Many short fibers: started and joined, and as a tree that sends its sums up.
#include <cstdint>

#include "../memory_use.h"
#include "../on_workers.h"
#include "weft/channel.h"
#include "weft/scope.h"

namespace weft::bench {
namespace {

constexpr int kFibers = 1'000'000;
constexpr std::int64_t kLeaves = 1'000'000;
constexpr int kBranches = 10;

void start_and_join() {
  scope children;
  for (int i = 0; i < kFibers; ++i) children.spawn([] {});
  children.join();
}

void fiber_spawn_join(benchmark::State& state) {
  on_workers(static_cast<int>(state.range(0)), [&] {
    start_and_join();
    for (auto _ : state) start_and_join();
  });
  state.SetItemsProcessed(kFibers * state.iterations());
}

// Sends the sum of the numbers of its leaves: first, first + 1, ...
void grow(channel<std::int64_t>& to, std::int64_t first, std::int64_t leaves) {
  if (leaves == 1) {
    to.send(first);
    return;
  }
  channel<std::int64_t> parts;
  const std::int64_t each = leaves / kBranches;
  for (int i = 0; i < kBranches; ++i)
    spawn([&parts, part = first + i * each, each] { grow(parts, part, each); });
  std::int64_t sum = 0;
  for (int i = 0; i < kBranches; ++i) sum += *parts.receive();
  to.send(sum);
}

void grow_tree(benchmark::State& state) {
  channel<std::int64_t> sum;
  spawn([&] { grow(sum, 0, kLeaves); });
  if (*sum.receive() != kLeaves * (kLeaves - 1) / 2) state.SkipWithError("a wrong sum");
}

void fiber_skynet(benchmark::State& state) {
  on_workers(static_cast<int>(state.range(0)), [&] {
    grow_tree(state);
    for (auto _ : state) grow_tree(state);
  });
  state.SetItemsProcessed(state.iterations());
  state.counters["peak_mib"] = peak_mib();
}

BENCHMARK(fiber_spawn_join)->UseRealTime()->Iterations(2)->Arg(1)->Arg(2);
BENCHMARK(fiber_skynet)->UseRealTime()->Iterations(1)->Arg(1)->Arg(2);

}  // namespace
}  // namespace weft::bench
