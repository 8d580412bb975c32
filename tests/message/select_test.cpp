#include "weft/select.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <vector>

#include "message/runs.h"

namespace weft {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""ns;

constexpr auto kIgnore = [](auto&&...) {};

class Select : public Runs {};
INSTANTIATE_TEST_SUITE_P(Workers, Select, kWorkers);

TEST(SelectOfOneAgent, OtherwiseWhenNothingIsPossible) {
  channel<int> empty(1), full(1);
  full.send(1);
  EXPECT_EQ(select(on_receive(empty, kIgnore), on_send(full, 2, kIgnore), otherwise(kIgnore)), 2u);
  EXPECT_EQ(full.receive(), 1);
  bool sent = false;
  EXPECT_EQ(
      select(on_receive(empty, kIgnore), on_send(full, 2, [&](bool ok) { sent = ok; }), otherwise(kIgnore)),
      1u);
  EXPECT_TRUE(sent);
  EXPECT_EQ(full.receive(), 2);
}

TEST(SelectOfOneAgent, TheEarliestDeadlineEndsTheWait) {
  channel<int> empty;
  int handled = 0;
  EXPECT_EQ(
      select(after(1h, [&] { handled = 1; }), on_receive(empty, kIgnore), after(1ns, [&] { handled = 2; })),
      2u);
  EXPECT_EQ(handled, 2);
  EXPECT_EQ(select(after(1ns, kIgnore)), 0u);
}

TEST(SelectOfOneAgent, AClosedChannelIsAlwaysPossible) {
  channel<int> closed;
  closed.close();
  bool value = true, sent = true;
  select(on_receive(closed, [&](std::optional<int> got) { value = got.has_value(); }));
  select(on_send(closed, 1, [&](bool ok) { sent = ok; }));
  EXPECT_FALSE(value);
  EXPECT_FALSE(sent);
}

TEST(SelectOfOneAgent, DoesNotMeetItself) {
  channel<int> one;
  EXPECT_EQ(select(on_send(one, 1, kIgnore), on_receive(one, kIgnore), after(1ns, kIgnore)), 2u);
}

// Each of four ready cases is drawn 2,000 times of 8,000 on average, with a standard deviation of 39. The
// cases that are not ready between them must not make their neighbours likelier.
TEST(SelectOfOneAgent, ReadyCasesHaveTheSameChance) {
  channel<int> empty, ready(1);
  ready.send(0);
  int drawn[4] = {};
  const auto draw = [&](int which) {
    return [&, which](std::optional<int>) {
      ++drawn[which];
      ready.send(0);
    };
  };
  for (int i = 0; i < 8'000; ++i)
    select(on_receive(ready, draw(0)), on_receive(ready, draw(1)), on_receive(empty, kIgnore),
           on_receive(empty, kIgnore), on_receive(ready, draw(2)), on_receive(empty, kIgnore),
           on_receive(ready, draw(3)));
  for (const int count : drawn) EXPECT_NEAR(count, 2'000, 6 * 39);
}

TEST(SelectOfOneAgent, AmongAsManyAsThereAre) {
  std::vector<std::unique_ptr<channel<int>>> channels;
  int got = 0;
  std::vector<decltype(on_receive(*channels[0], std::function<void(std::optional<int>)>()))> cases;
  for (int i = 0; i < 20; ++i) {
    channels.push_back(std::make_unique<channel<int>>(1));
    cases.push_back(on_receive(*channels.back(),
                               std::function<void(std::optional<int>)>([&](auto value) { got = *value; })));
  }
  channels[13]->send(99);
  EXPECT_EQ(select_among(std::span(cases)), 13u);
  EXPECT_EQ(got, 99);
  EXPECT_EQ(select_among(std::span(cases), std::chrono::steady_clock::now()), std::nullopt);
}

TEST_P(Select, TakesFromAllAndLosesNothing) {
  constexpr int kChannels = 3, kEach = 300;
  for (const std::size_t capacity : {0u, 2u}) {
    channel<int> a(capacity), b(capacity), c(capacity);
    channel<int>* const all[kChannels] = {&a, &b, &c};
    long sum = 0;
    int open = kChannels;
    std::vector<std::function<void()>> bodies{[&] {
      bool done[kChannels] = {};
      const auto take = [&](int which) {
        return [&, which](std::optional<int> value) {
          if (value)
            sum += *value;
          else if (!std::exchange(done[which], true))
            --open;
        };
      };
      while (open > 0) select(on_receive(a, take(0)), on_receive(b, take(1)), on_receive(c, take(2)));
    }};
    for (channel<int>* const each : all)
      bodies.push_back([each] {
        for (int i = 1; i <= kEach; ++i) each->send(i);
        each->close();
      });
    run(bodies);
    EXPECT_EQ(sum, long{kChannels} * kEach * (kEach + 1) / 2);
  }
}

TEST_P(Select, AskingInALoopLetsOthersRun) {
  channel<int> never;
  std::atomic<bool> stop = false;
  run({[&] {
         while (!stop) select(on_receive(never, kIgnore), otherwise(kIgnore));
       },
       [&] { stop = true; }});
  EXPECT_TRUE(stop);
}

// Both sides select at the same two channels, each ready to send and to receive: every value is received
// once.
TEST_P(Select, SelectorsMeetSelectors) {
  constexpr int kAgents = 4, kTurns = 1'000;
  channel<int> left, right;
  std::atomic<long> sent = 0, received = 0;
  std::atomic<int> running = kAgents;
  std::vector<std::function<void()>> bodies;
  for (int agent = 0; agent < kAgents; ++agent)
    bodies.push_back([&] {
      const auto on_sent = [&](bool ok) { sent += ok; };
      const auto on_received = [&](std::optional<int> value) { received += value.has_value(); };
      for (int i = 0; i < kTurns; ++i)
        select(on_send(left, 1, on_sent), on_receive(left, on_received), on_send(right, 1, on_sent),
               on_receive(right, on_received));
      // Whoever is left over would wait for ever.
      if (--running == 1) {
        left.close();
        right.close();
      }
    });
  run(bodies);
  EXPECT_EQ(sent, received);
  EXPECT_GE(sent, kTurns);
}

TEST_P(Select, DeadlinesThatRaceWithTheOtherSideLoseNothing) {
  constexpr int kTries = 1'500;
  channel<int> numbers, never;
  int sent = 0, received = 0;
  run({[&] {
         for (int i = 0; i < kTries; ++i)
           select(on_send(numbers, 1, [&](bool ok) { sent += ok; }), on_receive(never, kIgnore),
                  after(i % 50 * 1'000ns, kIgnore));
         numbers.close();
       },
       [&] {
         while (!numbers.drained())
           select(on_receive(numbers, [&](std::optional<int> value) { received += value.value_or(0); }),
                  on_receive(never, kIgnore), after(20'000ns, kIgnore));
       }});
  EXPECT_EQ(sent, received);
}

}  // namespace
}  // namespace weft
