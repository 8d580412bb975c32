// What an event costs while a recording goes on: two fibers that let each other run, with and without one.
#include "../on_workers.h"
#include "weft/observe.h"
#include "weft/scope.h"

#include <time.h>

namespace weft::bench {
namespace {

constexpr int kYields = 100'000;

// Of the process, so that what else the machine does stays out: the difference is small.
double cpu_nanoseconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

double time_yields() {
  const double begun = cpu_nanoseconds();
  scope both;
  for (int i = 0; i < 2; ++i)
    both.spawn([] {
      for (int turn = 0; turn < kYields; ++turn) yield();
    });
  both.join();
  return cpu_nanoseconds() - begun;
}

std::uint64_t count_events(const recording& seen) {
  std::uint64_t count = seen.events.size();
  for (const recorded_thread& thread : seen.threads) count += thread.lost;
  return count;
}

// Counter `ns_an_event`.
void recorded_event(benchmark::State& state) {
  double extra = 0;
  std::uint64_t events = 0;
  on_workers(1, [&] {
    time_yields();
    for (auto _ : state) {
      const double without = time_yields();
      start_recording();
      extra += time_yields() - without;
      stop_recording();
      events += count_events(take_recording());
    }
  });
  state.counters["ns_an_event"] = extra / static_cast<double>(events);
}

BENCHMARK(recorded_event)->UseRealTime()->Iterations(10);

}  // namespace
}  // namespace weft::bench
