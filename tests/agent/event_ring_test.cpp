#include "agent/event_ring.h"

#include <gtest/gtest.h>

#include <thread>

namespace weft::runtime {
namespace {

// All four words of an event say the same, so that a torn one shows.
EventWords event(std::uint64_t number) { return {number, number, number, number}; }

TEST(EventRing, KeepsEventsInOrder) {
  EventRing ring(8);
  for (std::uint64_t i = 1; i <= 5; ++i) ring.append(event(i));
  const EventRing::Copy copy = ring.copy();
  EXPECT_EQ(copy.lost, 0u);
  EXPECT_EQ(copy.events, (std::vector{event(1), event(2), event(3), event(4), event(5)}));
}

TEST(EventRing, OverwritesTheOldestAndCountsThem) {
  EventRing ring(4);
  for (std::uint64_t i = 1; i <= 10; ++i) ring.append(event(i));
  const EventRing::Copy copy = ring.copy();
  EXPECT_EQ(copy.lost, 7u);
  EXPECT_EQ(copy.events, (std::vector{event(8), event(9), event(10)}));
}

TEST(EventRing, ACopyTakenWhileItIsWrittenHoldsWholeEventsInOrder) {
  constexpr std::uint64_t kEvents = 200'000;
  EventRing ring(64);
  std::thread writer([&] {
    for (std::uint64_t i = 0; i < kEvents; ++i) ring.append(event(i));
  });
  for (std::uint64_t last = 0; last + 1 < kEvents;) {
    const EventRing::Copy copy = ring.copy();
    std::uint64_t expected = copy.lost;
    for (const EventWords& words : copy.events) ASSERT_EQ(words, event(expected++));
    if (!copy.events.empty()) last = expected - 1;
  }
  writer.join();
}

}  // namespace
}  // namespace weft::runtime
