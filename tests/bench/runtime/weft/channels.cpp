// Values between fibers: there and back without a buffer, and one after another through one.
#include <cstdint>

#include "../on_workers.h"
#include "weft/channel.h"
#include "weft/scope.h"

namespace weft::bench {
namespace {

constexpr int kRoundTrips = 50'000;
constexpr int kMessages = 400'000;
constexpr int kCapacity = 1024;

void send_back_and_forth() {
  channel<int> there, back;
  scope other;
  other.spawn([&] {
    for (const int value : there) back.send(value);
  });
  for (int i = 0; i < kRoundTrips; ++i) {
    there.send(i);
    benchmark::DoNotOptimize(back.receive());
  }
  there.close();
  other.join();
}

// Argument: workers.
void fiber_round_trip(benchmark::State& state) {
  on_workers(static_cast<int>(state.range(0)), [&] {
    for (auto _ : state) send_back_and_forth();
  });
  state.SetItemsProcessed(kRoundTrips * state.iterations());
}

void send_many(int pairs) {
  channel<int> messages(kCapacity);
  scope senders, receivers;
  for (int pair = 0; pair < pairs; ++pair) {
    senders.spawn([&] {
      for (int i = 0; i < kMessages / pairs; ++i) messages.send(i);
    });
    receivers.spawn([&] {
      std::int64_t sum = 0;
      for (const int value : messages) sum += value;
      benchmark::DoNotOptimize(sum);
    });
  }
  senders.join();
  messages.close();
  receivers.join();
}

// Arguments: workers, pairs of a sender and a receiver.
void fiber_messages(benchmark::State& state) {
  on_workers(static_cast<int>(state.range(0)), [&] {
    for (auto _ : state) send_many(static_cast<int>(state.range(1)));
  });
  state.SetItemsProcessed(kMessages * state.iterations());
}

BENCHMARK(fiber_round_trip)->MeasureProcessCPUTime()->UseRealTime()->Arg(1)->Arg(2);
BENCHMARK(fiber_messages)->MeasureProcessCPUTime()->UseRealTime()->Args({1, 1})->Args({2, 1})->Args({2, 2});

}  // namespace
}  // namespace weft::bench
