#include "weft/channel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "message/runs.h"

namespace weft {
namespace {

using std::chrono_literals::operator""ns;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""h;

class Channel : public Runs {};
INSTANTIATE_TEST_SUITE_P(Workers, Channel, kWorkers);

TEST(ChannelOfOneAgent, KeepsValuesInOrderUpToItsCapacity) {
  channel<std::string> words(2);
  EXPECT_TRUE(words.try_send("a"));
  EXPECT_TRUE(words.try_send("b"));
  std::string kept = "c";
  EXPECT_FALSE(words.try_send(std::move(kept)));
  EXPECT_EQ(kept, "c");
  EXPECT_EQ(words.size(), 2u);
  EXPECT_EQ(words.try_receive(), "a");
  EXPECT_TRUE(words.try_send("c"));
  EXPECT_EQ(words.try_receive(), "b");
  EXPECT_EQ(words.try_receive(), "c");
  EXPECT_EQ(words.try_receive(), std::nullopt);
}

TEST(ChannelOfOneAgent, AClosedOneGivesWhatIsInsideAndTakesNothing) {
  channel<std::unique_ptr<int>> numbers(4);
  numbers.send(std::make_unique<int>(7));
  numbers.close();
  numbers.close();
  auto refused = std::make_unique<int>(8);
  EXPECT_FALSE(numbers.send(std::move(refused)));
  EXPECT_NE(refused, nullptr);
  EXPECT_TRUE(numbers.closed());
  EXPECT_FALSE(numbers.drained());
  EXPECT_EQ(*numbers.receive().value(), 7);
  EXPECT_EQ(numbers.receive(), std::nullopt);
  EXPECT_TRUE(numbers.drained());
}

TEST(ChannelOfOneAgent, DestroysWhatNobodyReceived) {
  const auto value = std::make_shared<int>(1);
  {
    channel<std::shared_ptr<int>> values(3);
    for (int i = 0; i < 3; ++i) values.send(value);
    values.receive();
    values.send(value);
    EXPECT_EQ(value.use_count(), 4);
  }
  EXPECT_EQ(value.use_count(), 1);
}

TEST(ChannelOfOneAgent, DeadlinesEndBothWaits) {
  channel<int> none;
  int value = 1;
  EXPECT_FALSE(none.send_for(std::move(value), 1ns));
  EXPECT_EQ(none.receive_for(1ns), std::nullopt);
  channel<int> full(1);
  full.send(1);
  EXPECT_FALSE(full.send_for(2, 1ns));
  EXPECT_EQ(full.receive_for(1h), 1);
}

TEST(ChannelOfOneAgent, DiesWhenDestroyedUnderAWaiter) {
  EXPECT_DEATH(
      {
        auto doomed = std::make_unique<channel<int>>();
        std::thread waiter([&] { doomed->receive(); });
        while (!somebody_waits_at(doomed.get())) std::this_thread::yield();
        doomed.reset();
      },
      "senders_.empty\\(\\) && receivers_.empty\\(\\)");
}

TEST_P(Channel, HandsOverInOrder) {
  constexpr int kValues = 5'000;
  for (const std::size_t capacity : {0u, 1u, 3u, 64u}) {
    channel<int> numbers(capacity);
    std::vector<int> got;
    run({[&] {
           for (int i = 0; i < kValues; ++i) ASSERT_TRUE(numbers.send(i));
           numbers.close();
         },
         [&] {
           for (int number : numbers) got.push_back(number);
         }});
    std::vector<int> want(kValues);
    std::iota(want.begin(), want.end(), 0);
    EXPECT_EQ(got, want) << "capacity " << capacity;
  }
}

TEST_P(Channel, UnbufferedSendReturnsAfterItsValueWasTaken) {
  channel<int> there;
  std::atomic<int> taken = 0;
  run({[&] {
         for (int i = 1; i <= 500; ++i) {
           there.send(i);
           // The receiver counts before it takes the next one, so at most one value is under way.
           EXPECT_GE(taken.load(), i - 1);
         }
         there.close();
       },
       [&] {
         for (int value : there) taken = value;
       }});
  EXPECT_EQ(taken, 500);
}

TEST_P(Channel, ManySendersAndReceiversLoseAndDoubleNothing) {
  constexpr int kAgents = 4, kEach = 3'000;
  for (const std::size_t capacity : {0u, 2u, 100u}) {
    channel<int> numbers(capacity);
    std::vector<std::atomic<int>> seen(kAgents * kEach);
    std::atomic<int> senders = kAgents;
    std::vector<std::function<void()>> bodies;
    for (int agent = 0; agent < kAgents; ++agent) {
      bodies.push_back([&, agent] {
        for (int i = 0; i < kEach; ++i) numbers.send(agent * kEach + i);
        if (--senders == 0) numbers.close();
      });
      bodies.push_back([&] {
        for (int number : numbers) ++seen[number];
      });
    }
    run(bodies);
    for (const auto& count : seen) ASSERT_EQ(count, 1);
  }
}

TEST_P(Channel, CloseWakesEverybody) {
  constexpr int kEach = 5;
  channel<int> to_receive, to_send;
  std::atomic<int> refused = 0, ended = 0;
  std::vector<std::function<void()>> bodies;
  for (int i = 0; i < kEach; ++i) {
    bodies.push_back([&] { ended += !to_receive.receive(); });
    bodies.push_back([&] { refused += !to_send.send(1); });
  }
  bodies.push_back([&] {
    to_receive.close();
    to_send.close();
  });
  run(bodies);
  EXPECT_EQ(ended, kEach);
  EXPECT_EQ(refused, kEach);
}

TEST_P(Channel, TimedWaitsThatRaceWithTheOtherSideLoseNothing) {
  constexpr int kTries = 2'000;
  for (const std::size_t capacity : {0u, 1u}) {
    channel<int> numbers(capacity);
    int sent = 0, received = 0;
    run({[&] {
           for (int i = 0; i < kTries; ++i) sent += numbers.send_for(1, i % 50 * 1'000ns);
           numbers.close();
         },
         [&] {
           while (!numbers.drained()) received += numbers.receive_for(20'000ns).value_or(0);
         }});
    EXPECT_EQ(sent, received) << "capacity " << capacity;
  }
}

TEST_P(Channel, WaitersAreServedInTheOrderInWhichTheyCame) {
  constexpr int kWaiters = 6;
  channel<int> numbers;
  std::vector<int> got(kWaiters);
  std::vector<std::unique_ptr<fiber>> waiters;
  for (int i = 0; i < kWaiters; ++i) {
    waiters.push_back(std::make_unique<fiber>(scheduler_, [&, i] { got[i] = numbers.receive().value(); }));
    await_waiting(*waiters.back(), "channel");
  }
  for (int i = 0; i < kWaiters; ++i) numbers.send(i);
  waiters.clear();
  for (int i = 0; i < kWaiters; ++i) EXPECT_EQ(got[i], i);
}

// A pipeline of fibers, each of which drops the multiples of the first number it saw.
TEST_P(Channel, SieveOfEratosthenes) {
  std::vector<int> primes;
  fiber whole(scheduler_, [&] {
    scope stages;
    std::vector<std::unique_ptr<channel<int>>> links;
    links.push_back(std::make_unique<channel<int>>());
    stages.spawn([&first = *links.front()] {
      for (int i = 2; first.send(i);) ++i;
    });
    for (int stage = 0; stage < 40; ++stage) {
      channel<int>& in = *links.back();
      const int prime = in.receive().value();
      primes.push_back(prime);
      links.push_back(std::make_unique<channel<int>>());
      stages.spawn([&in, &out = *links.back(), prime] {
        for (int number : in)
          if (number % prime != 0 && !out.send(number)) break;
        in.close();
      });
    }
    links.back()->close();
    stages.join();
  });
  whole.join();
  EXPECT_EQ(primes.back(), 173);
  EXPECT_EQ(primes.size(), 40u);
}

}  // namespace
}  // namespace weft
