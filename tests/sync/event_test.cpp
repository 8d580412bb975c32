#include "weft/event.h"

#include <atomic>

#include "sync/on_agents.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using Event = OnAgents;

TEST_P(Event, ManualLetsEverybodyThroughUntilReset) {
  event open;
  std::atomic<int> through{0};
  std::jthread waiters([&] {
    run(6, [&](int) {
      open.wait();
      ++through;
    });
  });
  await_waiting(&open, 6);
  EXPECT_EQ(through.load(), 0);
  open.set();
  waiters.join();
  EXPECT_EQ(through.load(), 6);
  EXPECT_TRUE(open.try_wait());
  EXPECT_TRUE(open.is_set());
  open.reset();
  EXPECT_FALSE(open.is_set());
  run(1, [&](int) { EXPECT_FALSE(open.wait_for(1us)); });
}

TEST_P(Event, AutomaticLetsOneThroughInOrder) {
  event turn(event_reset::automatic);
  EXPECT_EQ(order_at(
                &turn, [&] { turn.wait(); }, [&] { turn.set(); }),
            (std::vector{0, 1, 2, 3}));
  EXPECT_TRUE(turn.is_set());
}

TEST_P(Event, AutomaticCountsOnce) {
  event happened(event_reset::automatic);
  happened.set();
  happened.set();
  run(1, [&](int) {
    EXPECT_TRUE(happened.try_wait());
    EXPECT_FALSE(happened.try_wait());
    EXPECT_FALSE(happened.wait_until(std::chrono::system_clock::now()));
  });
}

// Two agents hand a token back and forth; a lost wakeup would hang it, a doubled one break the count.
TEST_P(Event, PingPong) {
  event ping(event_reset::automatic, true), pong(event_reset::automatic);
  long count = 0;
  run(2, [&](int i) {
    for (int round = 0; round < 1'000; ++round) {
      EXPECT_TRUE((i == 0 ? ping : pong).wait_for(1h));
      EXPECT_EQ(count++ % 2, i);
      (i == 0 ? pong : ping).set();
    }
  });
  EXPECT_EQ(count, 2'000);
}

TEST_P(Event, TimeoutsKeepTheEvent) {
  event happened(event_reset::automatic);
  std::atomic<long> seen{0};
  std::atomic<bool> over{false};
  run(5, [&](int i) {
    if (i == 0) {
      for (int round = 0; round < 500; ++round) {
        const long before = seen.load();
        happened.set();
        while (seen.load() == before) yield();  // exactly one takes it
        EXPECT_EQ(seen.load(), before + 1);
      }
      over.store(true);
    } else {
      for (int round = 0; !over.load(); ++round)
        if (happened.wait_for(std::chrono::microseconds(round % 20))) ++seen;
    }
  });
  EXPECT_EQ(seen.load(), 500);
}

WEFT_ON_ALL_AGENTS(Event);

}  // namespace
}  // namespace weft
