#include "weft/event_loop.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "weft/pipe.h"
#include "weft/simulated_device.h"
#include "weft/tcp.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

class Loop : public testing::TestWithParam<reactor_kind> {
 protected:
  // Reads what is there.
  static std::string read_from(int descriptor) {
    std::array<char, 64> bytes{};
    const ssize_t count = ::read(descriptor, bytes.data(), bytes.size());
    return {bytes.data(), static_cast<std::size_t>(count < 0 ? 0 : count)};
  }
  void note(std::string what) { seen_.push_back(std::move(what)); }

  virtual_clock clock_;
  event_loop loop_{{.reactor = GetParam()}};
  event_loop timed_{{.reactor = GetParam(), .clock = &clock_}};  // no test waits for its timers
  pipe_ends pipe_ = make_pipe().value();
  std::vector<std::string> seen_;
};

INSTANTIATE_TEST_SUITE_P(, Loop, testing::ValuesIn(reactor_kinds()),
                         [](const auto& info) { return to_string(info.param); });

using Words = std::vector<std::string>;

TEST_P(Loop, ReturnsWhenNothingIsLeft) {
  EXPECT_EQ(loop_.reactor(), GetParam());
  EXPECT_EQ(loop_.run(), 0u);
  loop_.post([&] { note("posted"); });
  EXPECT_EQ(loop_.run(), 1u);
  EXPECT_EQ(seen_, Words{"posted"});
}

TEST_P(Loop, PostedFunctionsRunInOrderAndNewOnesInTheNextRound) {
  loop_.post([&] {
    note("a");
    loop_.post([&] { note("c"); });
  });
  loop_.post([&] { note("b"); });
  EXPECT_EQ(loop_.run_ready(), 2u);
  EXPECT_EQ(seen_, (Words{"a", "b"}));
  EXPECT_EQ(loop_.run(), 1u);
  EXPECT_EQ(seen_.back(), "c");
}

TEST_P(Loop, ARoundIsPostedThenTimersThenDescriptors) {
  ASSERT_TRUE(pipe_.writer.write("x"));
  const event_id reading =
      timed_.on_readable(pipe_.reader.native_handle(), [&] { note("descriptor"); }).value();
  timed_.run_after(0ms, [&] { note("timer"); });
  timed_.post([&] { note("posted"); });
  EXPECT_EQ(timed_.run_ready(), 3u);
  EXPECT_EQ(seen_, (Words{"posted", "timer", "descriptor"}));
  EXPECT_TRUE(timed_.cancel(reading));
}

TEST_P(Loop, TimersRunByTimeAndThenInOrder) {
  for (const int i : {3, 1, 2}) timed_.run_after(i * 1h, [this, i] { note(std::to_string(i)); });
  timed_.run_after(1h, [&] { note("1 again"); });
  timed_.run_at(timed_.now(), [&] { note("now"); });
  EXPECT_EQ(timed_.run(), 5u);
  EXPECT_EQ(seen_, (Words{"now", "1", "1 again", "2", "3"}));
  EXPECT_EQ(clock_.now().time_since_epoch(), 3h);
}

TEST_P(Loop, WaitsForTimersOfTheRealClock) {
  const auto before = loop_.now();
  loop_.run_after(2ms, [&] { note("2"); });
  loop_.run_after(1ms, [&] { note("1"); });
  EXPECT_EQ(loop_.run(), 2u);
  EXPECT_EQ(seen_, (Words{"1", "2"}));
  EXPECT_GE(loop_.now(), before + 2ms);
}

TEST_P(Loop, PeriodicTimersRunUntilTheyAreCancelled) {
  std::vector<long> times;
  event_id tick{};
  tick = timed_.run_every(10ms, [&] {
    times.push_back(timed_.now().time_since_epoch() / 1ms);
    if (times.size() == 3) EXPECT_TRUE(timed_.cancel(tick));
  });
  EXPECT_EQ(timed_.run(), 3u);
  EXPECT_EQ(times, (std::vector<long>{10, 20, 30}));
  EXPECT_FALSE(timed_.cancel(tick));
}

TEST_P(Loop, CancelledTimersDoNotRun) {
  const event_id never = timed_.run_after(2h, [&] { note("never"); });
  timed_.run_after(1h, [&] { EXPECT_TRUE(timed_.cancel(never)); });
  EXPECT_EQ(timed_.run(), 1u);
  EXPECT_TRUE(seen_.empty());
  EXPECT_FALSE(timed_.cancel(never));
}

TEST_P(Loop, AnyThreadMayPost) {
  constexpr int kThreads = 4, kEach = 200;
  int runs = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < kThreads; ++i)
    threads.emplace_back([&, busy = event_loop::work(loop_)] {
      for (int n = 0; n < kEach; ++n) loop_.post([&] { ++runs; });
    });
  while (runs < kThreads * kEach) loop_.run();
  EXPECT_EQ(runs, kThreads * kEach);
}

// It waits in the reactor meanwhile, with nothing else to do.
TEST_P(Loop, WorkKeepsItWaitingForPosts) {
  auto work = std::make_unique<event_loop::work>(loop_);
  std::jthread other([&] {
    loop_.post([&] {
      note("posted");
      work.reset();
    });
  });
  EXPECT_EQ(loop_.run(), 1u);
  EXPECT_EQ(seen_, Words{"posted"});
}

TEST_P(Loop, StopEndsTheRunAfterTheFunctionThatIsCalled) {
  loop_.post([&] {
    note("a");
    loop_.stop();
  });
  loop_.post([&] { note("b"); });
  EXPECT_EQ(loop_.run(), 1u);
  EXPECT_EQ(seen_, Words{"a"});
  EXPECT_EQ(loop_.run(), 1u);
  EXPECT_EQ(seen_, (Words{"a", "b"}));
}

TEST_P(Loop, AnotherThreadMayStopIt) {
  const event_loop::work forever(loop_);
  std::jthread other([&] { loop_.stop(); });
  EXPECT_EQ(loop_.run(), 0u);
}

TEST_P(Loop, TellsOfReadableDescriptorsForAsLongAsTheyAre) {
  const int reading = pipe_.reader.native_handle();
  event_id watch{};
  int calls = 0;
  watch = loop_
              .on_readable(reading,
                           [&] {
                             if (++calls < 3) return;  // it stays readable, and is told again
                             note(read_from(reading));
                             loop_.cancel(watch);
                           })
              .value();
  loop_.post([&] { EXPECT_TRUE(pipe_.writer.write("hello")); });
  EXPECT_EQ(loop_.run(), 4u);
  EXPECT_EQ(seen_, Words{"hello"});
}

TEST_P(Loop, TellsOfRoomToWriteAndOfTheEnd) {
  const int reading = pipe_.reader.native_handle(), writing = pipe_.writer.native_handle();
  event_id reads{}, writes{};
  writes = loop_
               .on_writable(writing,
                            [&] {
                              EXPECT_TRUE(loop_.cancel(writes));
                              EXPECT_TRUE(pipe_.writer.write("last"));
                              pipe_.writer.close();
                            })
               .value();
  reads = loop_
              .on_readable(reading,
                           [&] {
                             note(read_from(reading));
                             if (seen_.back().empty()) EXPECT_TRUE(loop_.cancel(reads));
                           })
              .value();
  EXPECT_EQ(loop_.run(), 3u);
  EXPECT_EQ(seen_, (Words{"last", ""}));
}

TEST_P(Loop, OneFunctionForEachDescriptorAndDirection) {
  const int reading = pipe_.reader.native_handle();
  const event_id first = loop_.on_readable(reading, [] {}).value();
  EXPECT_EQ(loop_.on_readable(reading, [] {}).error(), std::errc::file_exists);
  EXPECT_TRUE(loop_.cancel(first));
  EXPECT_TRUE(loop_.cancel(loop_.on_readable(reading, [] {}).value()));
  EXPECT_EQ(loop_.run(), 0u);
}

TEST_P(Loop, ACancelledFunctionIsNotCalledEvenIfItWasReady) {
  pipe_ends other = make_pipe().value();
  ASSERT_TRUE(pipe_.writer.write("x"));
  ASSERT_TRUE(other.writer.write("x"));
  std::array<event_id, 2> both{};
  int calls = 0;
  const auto called = [&] {
    ++calls;
    for (const event_id each : both) loop_.cancel(each);
  };
  both[0] = loop_.on_readable(pipe_.reader.native_handle(), called).value();
  both[1] = loop_.on_readable(other.reader.native_handle(), called).value();
  EXPECT_EQ(loop_.run(), 1u);
  EXPECT_EQ(calls, 1);
}

TEST_P(Loop, WhatThrowsLeavesRunAndTheRest) {
  loop_.post([] { throw std::runtime_error("broken"); });
  loop_.post([&] { note("rest"); });
  EXPECT_THROW(loop_.run(), std::runtime_error);
  EXPECT_EQ(loop_.run(), 1u);
  EXPECT_EQ(seen_, Words{"rest"});
}

// More descriptors are ready at once than one wait tells: none of them starves.
TEST_P(Loop, ManyReadyDescriptorsAllComeToTheirTurn) {
  std::vector<pipe_ends> pipes;
  std::vector<int> calls(150);
  for (std::size_t i = 0; i < calls.size(); ++i) {
    pipes.push_back(make_pipe().value());
    ASSERT_TRUE(pipes.back().writer.write("x"));
    ASSERT_TRUE(loop_.on_readable(pipes.back().reader.native_handle(), [&calls, i] { ++calls[i]; }));
  }
  for (int round = 0; round < 6; ++round) loop_.run_ready();
  for (const int count : calls) EXPECT_GE(count, 1);
}

// The classic: a server and its clients on one thread, without waiting anywhere.
TEST_P(Loop, EchoServer) {
  constexpr int kClients = 20;
  tcp_listener listener = tcp_listener::listen(loopback(0)).value();
  std::vector<tcp_stream> served;
  event_id accepting{};
  const auto serve = [&](int client) {
    event_id* const watch = new event_id();
    *watch = loop_
                 .on_readable(client,
                              [this, client, watch] {
                                const std::string text = read_from(client);
                                ASSERT_EQ(::write(client, text.data(), text.size()),
                                          static_cast<ssize_t>(text.size()));
                                if (!text.empty()) return;
                                loop_.cancel(*watch);
                                delete watch;
                              })
                 .value();
  };
  accepting = loop_
                  .on_readable(listener.native_handle(),
                               [&] {
                                 served.push_back(listener.accept().value());
                                 serve(served.back().native_handle());
                                 if (served.size() == kClients) loop_.cancel(accepting);
                               })
                  .value();
  std::vector<std::jthread> clients;
  for (int i = 0; i < kClients; ++i)
    clients.emplace_back([&, question = "question " + std::to_string(i)] {
      tcp_stream stream = tcp_stream::connect(listener.address()).value();
      std::string answer(question.size(), '\0');
      EXPECT_TRUE(stream.write_all(question));
      EXPECT_TRUE(stream.read_all(answer));
      EXPECT_EQ(answer, question);
    });
  EXPECT_GE(loop_.run(), std::size_t{3 * kClients});
}

// A device and the loop that uses it share a clock.
TEST_P(Loop, AdvancesTheClockOfASimulatedDevice) {
  simulated_device device(clock_, {.latency = latency_model::constant(10ms)});
  std::array<char, 2> room{};
  timed_.run_after(15ms, [&] { note("15"); });
  for (int i = 0; i < 2; ++i)
    ASSERT_TRUE(device.submit_read(0, room, [&](io_result<std::size_t>) {
      note("device at " + std::to_string(clock_.now().time_since_epoch() / 1ms));
    }));
  EXPECT_EQ(timed_.run(), 1u);
  EXPECT_EQ(seen_, (Words{"device at 10", "15", "device at 20"}));
}

// Plain files are always ready, so epoll refuses them, while the others say so again and again.
TEST_P(Loop, PlainFiles) {
  FILE* const file = std::tmpfile();
  const io_result<event_id> watch = loop_.on_readable(fileno(file), [&] { note("ready"); });
  if (GetParam() == reactor_kind::epoll) {
    EXPECT_EQ(watch.error(), std::errc::operation_not_permitted);
  } else {
    loop_.run_ready();
    EXPECT_EQ(seen_, Words{"ready"});
  }
  if (watch) loop_.cancel(*watch);
  std::fclose(file);
}

}  // namespace
}  // namespace weft
