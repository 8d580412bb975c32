// Many fibers that wait: what each takes while parked, and how late a sleep ends when all end at once.
#include <algorithm>
#include <chrono>
#include <vector>

#include "../memory_use.h"
#include "../on_workers.h"
#include "weft/event.h"
#include "weft/latch.h"
#include "weft/scope.h"

namespace weft::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kParked = 100'000;
constexpr int kStartedAtOnce = 16;
constexpr int kSleepers = 100'000;
constexpr auto kSleep = std::chrono::milliseconds(10);

// Those that were started park before more are: the queue of those that run is not what is measured.
double bytes_each() {
  const double before = resident_bytes();
  event open;
  latch started(kParked);
  scope fibers;
  for (int i = 0; i < kParked; ++i) {
    fibers.spawn([&] {
      started.count_down();
      open.wait();
    });
    if (i % kStartedAtOnce == 0) yield();
  }
  started.wait();
  const double bytes = (resident_bytes() - before) / kParked;
  open.set();
  fibers.join();
  return bytes;
}

void fiber_parked(benchmark::State& state) {
  double bytes = 0;
  on_workers(1, [&] {
    for (auto _ : state) bytes = bytes_each();
  });
  state.counters["bytes_each"] = bytes;
}

void sleep_all(std::vector<double>& overshoot_us) {
  scope sleepers;
  for (double& late : overshoot_us)
    sleepers.spawn([&late] {
      const auto begun = Clock::now();
      sleep_for(kSleep);
      late = std::chrono::duration<double, std::micro>(Clock::now() - begun - kSleep).count();
    });
  sleepers.join();
}

void fiber_sleepers(benchmark::State& state) {
  std::vector<double> overshoot_us(kSleepers);
  on_workers(static_cast<int>(state.range(0)), [&] {
    sleep_all(overshoot_us);
    for (auto _ : state) sleep_all(overshoot_us);
  });
  std::nth_element(overshoot_us.begin(), overshoot_us.begin() + kSleepers / 2, overshoot_us.end());
  state.SetItemsProcessed(state.iterations());
  state.counters["overshoot_us"] = overshoot_us[kSleepers / 2];
}

BENCHMARK(fiber_parked)->UseRealTime()->Iterations(1);
BENCHMARK(fiber_sleepers)->UseRealTime()->Iterations(2)->Arg(2);

}  // namespace
}  // namespace weft::bench
