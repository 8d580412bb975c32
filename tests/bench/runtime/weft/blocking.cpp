// Fibers that compute on two workers while others block their kernel thread in the system.
#include <time.h>

#include <atomic>
#include <chrono>
#include <cstdint>

#include "../on_workers.h"
#include "weft/scope.h"

namespace weft::bench {
namespace {

constexpr int kWorkers = 2;
constexpr int kBlockers = 8;
constexpr auto kTrial = std::chrono::milliseconds(200);
constexpr int kStepsInAPiece = 20'000;  // some 20 us, then it yields

enum class Blocking { unmarked, marked };

void compute_piece() {
  std::uint64_t number = 88172645463325252;
  benchmark::DoNotOptimize(number);
  for (int i = 0; i < kStepsInAPiece; ++i) {
    number ^= number << 13;
    number ^= number >> 7;
    number ^= number << 17;
  }
  benchmark::DoNotOptimize(number);
}

void block() {
  const timespec ten_milliseconds{0, 10'000'000};
  nanosleep(&ten_milliseconds, nullptr);
}

// Pieces computed in the time of a trial beside so many blockers.
std::int64_t pieces_beside(int blockers, Blocking how) {
  const auto end = std::chrono::steady_clock::now() + kTrial;
  const auto goes_on = [end] { return std::chrono::steady_clock::now() < end; };
  std::atomic<std::int64_t> pieces{0};
  scope fibers;
  for (int i = 0; i < blockers; ++i)
    fibers.spawn([=] {
      while (goes_on()) how == Blocking::marked ? blocking(block) : block();
    });
  for (int i = 0; i < kWorkers; ++i)
    fibers.spawn([&, goes_on] {
      std::int64_t done = 0;
      for (; goes_on(); ++done) {
        compute_piece();
        yield();
      }
      pieces += done;
    });
  fibers.join();
  return pieces;
}

// Counter `kept`: share of the pieces that are computed without blockers. Alone, beside, beside, alone: what
// else the machine begins or ends to do meanwhile meets both.
void measure_kept(benchmark::State& state, Blocking how) {
  on_workers(kWorkers, [&] {
    for (auto _ : state) {
      std::int64_t alone = pieces_beside(0, how);
      const std::int64_t beside = pieces_beside(kBlockers, how) + pieces_beside(kBlockers, how);
      alone += pieces_beside(0, how);
      state.counters["kept"] = static_cast<double>(beside) / static_cast<double>(alone);
    }
  });
}

void blocking_unmarked(benchmark::State& state) { measure_kept(state, Blocking::unmarked); }
void blocking_marked(benchmark::State& state) { measure_kept(state, Blocking::marked); }

BENCHMARK(blocking_unmarked)->UseRealTime()->Iterations(1);
BENCHMARK(blocking_marked)->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace weft::bench
