#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <semaphore>

#include "weft/event.h"
#include "weft/fiber.h"
#include "weft/scheduler.h"

namespace weft {
namespace {

// A worker comes back from a blocking call while another one has the only processor: it is idle, and keeps
// the time until the next deadline, which is never. The timer comes after that. Without a fault both fibers
// end; else all sleep for ever. Many rounds: nothing says when the worker has begun to sleep.
TEST(Timekeeper, LearnsOfTimersThatCameWhileAllProcessorsRan) {
  scheduler one({.workers = 1});
  for (int round = 0; round < 100; ++round) {
    std::binary_semaphore goes_on(0);
    std::atomic<bool> back = false;
    fiber blocked(one, [&] {
      blocking([&] { goes_on.acquire(); });
      back = true;
    });
    fiber sleeper(one, [&] {
      goes_on.release();
      while (!back) yield();
      sleep_for(std::chrono::microseconds(1000));
    });
    blocked.join();
    sleeper.join();
  }
}

// The timekeeper may wake up for a timer whose agent has gone on, and ended, meanwhile; the scheduler ends
// under its hands. Many rounds: nothing says when it wakes up.
TEST(Timekeeper, DoesNotBeginWhenAllIsOver) {
  for (int round = 0; round < 300; ++round) {
    scheduler two({.workers = 2});
    event ready;
    fiber waits(two, [&] { static_cast<void>(ready.wait_for(std::chrono::microseconds(20 + round % 64))); });
    fiber wakes(two, [&] {
      sleep_for(std::chrono::microseconds(20));
      ready.set();
    });
    waits.join();
    wakes.join();
  }
}

}  // namespace
}  // namespace weft
