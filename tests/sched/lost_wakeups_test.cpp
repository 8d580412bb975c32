// Schedules in which a processor once stayed idle though there was something to do.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>

#include "weft/agents.h"
#include "weft/fiber.h"
#include "weft/scheduler.h"

namespace weft {
namespace {

std::string state_of(const fiber& who) {
  for (const agent_info& agent : agents())
    if (agent.id == who.id()) return agent.state;
  return "";
}

// What its worker found as the last resort counted as a search until it ended: nobody was woken meanwhile.
TEST(LostWakeups, ABlockedAgentOfLowPriorityLeavesNobodySearching) {
  scheduler one_worker({.workers = 1});
  std::atomic<bool> blocked{false}, go{false};
  fiber low(one_worker, [&] {
    set_this_agent_priority(agent_priority::low);
    yield();
    blocking([&] {
      blocked.store(true);
      blocked.notify_all();
      go.wait(false);
    });
  });
  blocked.wait(false);
  for (int i = 0; i < 1000; ++i) fiber(one_worker, [] {}).join();
  go.store(true);
  go.notify_all();
}

// A worker that comes back from a blocking call keeps the time, and there is none to keep; then another one,
// which has the processor, adds a timer and goes idle.
TEST(LostWakeups, ATimerOfAWorkerThatGoesIdleIsKept) {
  scheduler one_worker({.workers = 1});
  for (int i = 0; i < 100; ++i) {
    std::atomic<bool> other_runs{false};
    fiber blocks(one_worker, [&] { blocking([&] { other_runs.wait(false); }); });
    fiber sleeps(one_worker, [&] {
      while (state_of(blocks) != "blocked") yield();
      other_runs.store(true);
      other_runs.notify_all();
      while (state_of(blocks) != "runnable") {
      }
      yield();
      sleep_for(std::chrono::microseconds(200));
    });
    sleeps.join();
    blocks.join();
  }
}

}  // namespace
}  // namespace weft
