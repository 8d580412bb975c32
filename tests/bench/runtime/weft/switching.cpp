// From one stack to another, and from one fiber to another through the scheduler.
#include <array>
#include <cstddef>
#include <vector>

#include "../on_workers.h"
#include "agent/fiber.h"
#include "weft/scope.h"

namespace weft::bench {
namespace {

constexpr std::size_t kStackBytes = 64 * 1024;
constexpr int kYields = 100'000;

struct Pair {
  Fiber benchmark, other;
};

[[noreturn]] void switch_back_forever(void* argument) {
  Pair& pair = *static_cast<Pair*>(argument);
  for (;;) Fiber::switch_to(pair.other, pair.benchmark);
}

// Two switches an iteration: there and back.
void stack_switch(benchmark::State& state) {
  std::vector<std::byte> stack(kStackBytes);
  Pair pair;
  pair.other.start({stack.data(), stack.size()}, switch_back_forever, &pair);
  for (auto _ : state) Fiber::switch_to(pair.benchmark, pair.other);
  pair.other.abandon();
  state.SetItemsProcessed(2 * state.iterations());
}

void yield_many_times() {
  for (int i = 0; i < kYields; ++i) yield();
}

// Two fibers that let each other run.
void fiber_yield(benchmark::State& state) {
  on_workers(1, [&] {
    for (auto _ : state) {
      scope both;
      both.spawn(yield_many_times);
      both.spawn(yield_many_times);
      both.join();
    }
  });
  state.SetItemsProcessed(2 * kYields * state.iterations());
}

BENCHMARK(stack_switch)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(fiber_yield)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
}  // namespace weft::bench
