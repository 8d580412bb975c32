#include "weft/simulated_device.h"

#include <array>
#include <atomic>
#include <string>

#include "io/random_latency.h"
#include "sync/on_agents.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using Device = OnAgents;

// Submits reads of one byte; the times, in milliseconds, at which they end.
std::vector<long> ends_of(const simulated_device_settings& settings, int requests) {
  virtual_clock clock;
  simulated_device device(clock, settings);
  std::vector<long> ends(static_cast<std::size_t>(requests));
  char byte = 0;
  for (long& end : ends)
    EXPECT_TRUE(device.submit_read(0, {&byte, 1}, [&](io_result<std::size_t> result) {
      EXPECT_EQ(result.value(), 1u);
      end = clock.now().time_since_epoch() / 1ms;
    }));
  while (clock.advance_to_next()) {
  }
  return ends;
}

TEST(SimulatedDevice, ServesOneAfterAnotherOrSomeAtOnce) {
  EXPECT_EQ(ends_of({.latency = latency_model::constant(10ms)}, 4), (std::vector<long>{10, 20, 30, 40}));
  EXPECT_EQ(ends_of({.channels = 2, .latency = latency_model::constant(10ms)}, 5),
            (std::vector<long>{10, 10, 20, 20, 30}));
}

TEST(SimulatedDevice, TheSeedDecidesTheTimes) {
  simulated_device_settings settings{.channels = 3, .latency = latency_model::exponential(50ms), .seed = 7};
  const std::vector<long> ends = ends_of(settings, 20);
  EXPECT_EQ(ends_of(settings, 20), ends);
  settings.seed = 8;
  EXPECT_NE(ends_of(settings, 20), ends);
}

TEST(SimulatedDevice, TimesAreOfTheirDistribution) {
  constexpr int kDraws = 20'000;
  runtime::RandomLatency uniform(latency_model::uniform(2ms, 6ms), 1);
  runtime::RandomLatency exponential(latency_model::exponential(5ms, 1ms), 1);
  double uniform_sum = 0, exponential_sum = 0;
  int above_mean = 0;
  for (int i = 0; i < kDraws; ++i) {
    const auto even = uniform.draw(), falling = exponential.draw();
    ASSERT_TRUE(even >= 2ms && even < 6ms);
    ASSERT_GE(falling, 1ms);
    uniform_sum += static_cast<double>(even.count());
    exponential_sum += static_cast<double>(falling.count());
    above_mean += falling > 5ms ? 1 : 0;
  }
  EXPECT_NEAR(uniform_sum / kDraws, 4e6, 0.05e6);
  EXPECT_NEAR(exponential_sum / kDraws, 5e6, 0.15e6);
  EXPECT_NEAR(above_mean / double{kDraws}, 0.3679, 0.01);  // 1/e
  EXPECT_EQ(runtime::RandomLatency(latency_model::constant(3ms), 1).draw(), 3ms);
}

TEST(SimulatedDevice, DataChangesHandsAtTheEnd) {
  virtual_clock clock;
  simulated_device device(clock, {.latency = latency_model::constant(10ms)});
  std::array<char, 3> read{};
  const auto ignore = [](io_result<std::size_t>) {};
  EXPECT_TRUE(device.submit_write(100, "abc", ignore));
  EXPECT_TRUE(device.submit_read(100, read, ignore));
  clock.advance(19ms);
  EXPECT_EQ(read[0], '\0');
  clock.advance(1ms);
  EXPECT_EQ(std::string(read.data(), 3), "abc");
}

TEST(SimulatedDevice, RefusesWhatIsOutside) {
  virtual_clock clock;
  simulated_device device(clock, {.bytes = 10});
  std::array<char, 3> room{};
  EXPECT_EQ(device.read(8, room).error(), std::errc::invalid_argument);
  EXPECT_EQ(device.read(SIZE_MAX, room).error(), std::errc::invalid_argument);
  EXPECT_EQ(device.write(11, {room.data(), 0}).error(), std::errc::invalid_argument);
}

TEST(SimulatedDevice, CancelsWhatHasNotBegun) {
  virtual_clock clock;
  simulated_device device(clock);
  std::array<char, 1> room{};
  std::vector<std::string> told;
  const auto tell = [&](io_result<std::size_t> result) { told.push_back(result.error().message()); };
  const request_id begun = device.submit_read(0, room, tell).value();
  const request_id waits = device.submit_read(0, room, tell).value();
  EXPECT_FALSE(device.cancel(begun));
  EXPECT_TRUE(device.cancel(waits));
  EXPECT_FALSE(device.cancel(waits));
  EXPECT_EQ(told, std::vector{std::make_error_code(std::errc::operation_canceled).message()});
  clock.advance(1h);
  EXPECT_EQ(told.size(), 2u);
  const simulated_device_statistics seen = device.statistics();
  EXPECT_EQ(seen.cancelled, 1u);
  EXPECT_EQ(seen.completed, 1u);
  EXPECT_EQ(seen.queued + seen.in_service, 0u);
}

TEST(SimulatedDevice, AFullQueueTakesNoMore) {
  virtual_clock clock;
  simulated_device device(clock, {.queue_capacity = 2});
  std::array<char, 1> room{};
  const auto ignore = [](io_result<std::size_t>) {};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(device.submit_read(0, room, ignore));
  EXPECT_EQ(device.submit_read(0, room, ignore).error(), std::errc::resource_unavailable_try_again);
  clock.advance_to_next();
  EXPECT_TRUE(device.submit_read(0, room, ignore));
  EXPECT_EQ(device.statistics().longest_queue, 2u);
  clock.advance(1h);
}

TEST(SimulatedDevice, FailsAsOftenAsItIsTold) {
  virtual_clock clock;
  simulated_device device(clock, {.seed = 3, .failures = 0.25});
  std::array<char, 1> room{};
  int failed = 0;
  for (int i = 0; i < 1'000; ++i)
    EXPECT_TRUE(device.submit_read(0, room, [&](io_result<std::size_t> result) {
      if (result) return;
      EXPECT_EQ(result.error(), std::errc::io_error);
      ++failed;
    }));
  while (clock.advance_to_next()) {
  }
  EXPECT_NEAR(failed, 250, 50);
  EXPECT_EQ(device.statistics().failed, static_cast<std::uint64_t>(failed));
}

TEST(SimulatedDevice, CountsItsTime) {
  virtual_clock clock;
  simulated_device device(clock, {.latency = latency_model::constant(10ms)});
  std::array<char, 1> room{};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(device.submit_read(0, room, [](io_result<std::size_t>) {}));
  clock.advance(1h);
  EXPECT_EQ(device.statistics().served, 30ms);
  EXPECT_EQ(device.statistics().waited, 0ms + 10ms + 20ms);
}

// Agents wait for room and for their request while somebody lets the time pass; everybody's data is right.
TEST_P(Device, ManyAgentsShareIt) {
  constexpr int kAgents = 8, kRounds = 20;
  virtual_clock clock;
  simulated_device device(
      clock, {.channels = 2, .queue_capacity = 2, .latency = latency_model::uniform(1ms, 20ms), .seed = 5});
  std::atomic<int> at_work{kAgents};
  run(kAgents + 1, [&](int i) {
    if (i == kAgents) {
      while (at_work > 0)
        if (!clock.advance_to_next()) yield();
      return;
    }
    const auto place = static_cast<std::size_t>(i) * sizeof(int);
    for (int round = 0; round < kRounds; ++round) {
      const std::array<int, 1> mine{i * 1'000 + round};
      std::array<int, 1> back{};
      EXPECT_EQ(device.write(place, mine).value(), sizeof(int));
      EXPECT_EQ(device.read(place, back).value(), sizeof(int));
      EXPECT_EQ(back, mine);
    }
    --at_work;
  });
  EXPECT_EQ(device.statistics().completed, std::uint64_t{2 * kAgents * kRounds});
  EXPECT_LE(device.statistics().longest_queue, 2u);
}

WEFT_ON_ALL_AGENTS(Device);

}  // namespace
}  // namespace weft
