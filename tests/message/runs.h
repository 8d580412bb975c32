// Runs bodies at the same time: all of them on fibers, all on kernel threads, or every other one.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string_view>
#include <thread>
#include <vector>

#include "how_many.h"
#include "weft/agents.h"
#include "weft/fiber.h"
#include "weft/scope.h"

namespace weft {

enum class On { fibers, threads, both };

// Parameters: workers, and what runs the bodies.
class Runs : public testing::TestWithParam<std::tuple<int, On>> {
 protected:
  void run(const std::vector<std::function<void()>>& bodies) {
    const On on = std::get<1>(GetParam());
    std::vector<fiber> fibers;
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < bodies.size(); ++i)
      if (on == On::fibers || (on == On::both && i % 2 == 0))
        fibers.emplace_back(scheduler_, bodies[i]);
      else
        threads.emplace_back(bodies[i]);
    for (fiber& each : fibers) each.join();
  }

  scheduler scheduler_{{.workers = std::get<0>(GetParam())}};
};

inline const auto kWorkers = testing::Combine(testing::Values(1, 2, kSomeWorkers, kManyWorkers),
                                              testing::Values(On::fibers, On::threads, On::both));

// Returns when the agent waits at a primitive of that kind.
inline void await_waiting(const fiber& who, std::string_view primitive) {
  for (;; std::this_thread::yield())
    for (const agent_info& agent : agents())
      if (agent.id == who.id() && agent.waits_for == primitive && agent.state == "waiting") return;
}

inline bool somebody_waits_at(const void* primitive) {
  for (const agent_info& agent : agents())
    if (agent.waits_on == primitive && agent.state == "waiting") return true;
  return false;
}

}  // namespace weft
