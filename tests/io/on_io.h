// Runs the same test on kernel threads and on fibers of schedulers with 1, 2, 8 and 64 workers, with every
// reactor.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "weft/agents.h"
#include "weft/fiber.h"
#include "weft/poller.h"
#include "weft/scheduler.h"
#include "weft/scope.h"

namespace weft {

constexpr int kKernelThreads = 0;  // instead of a number of workers

class OnIo : public testing::TestWithParam<std::tuple<int, reactor_kind>> {
 protected:
  bool on_kernel_threads() const { return std::get<0>(GetParam()) == kKernelThreads; }

  // All of them at once, on agents of their own; returns when all have ended.
  void run(const std::vector<std::function<void()>>& bodies) {
    if (on_kernel_threads()) {
      std::vector<std::jthread> threads;
      for (const auto& body : bodies) threads.emplace_back(body);
    } else {
      scheduler on({.workers = std::get<0>(GetParam()), .poller = &poller_});
      std::vector<fiber> fibers;
      for (const auto& body : bodies) fibers.emplace_back(on, body);
    }
  }
  void run(int count, const std::function<void(int)>& work) {
    std::vector<std::function<void()>> bodies;
    for (int i = 0; i < count; ++i) bodies.emplace_back([&work, i] { work(i); });
    run(bodies);
  }

  poller poller_{std::get<1>(GetParam())};
};

inline auto all_agents_and_reactors() {
  return testing::Combine(testing::Values(kKernelThreads, 1, 2, 8, 64), testing::ValuesIn(reactor_kinds()));
}

inline std::string name_of(const testing::TestParamInfo<std::tuple<int, reactor_kind>>& info) {
  const auto [workers, reactor] = info.param;
  const std::string agents =
      workers == kKernelThreads ? "KernelThreads" : "Fibers" + std::to_string(workers) + "Workers";
  return agents + "_" + to_string(reactor);
}

#define WEFT_ON_ALL_REACTORS(suite) \
  INSTANTIATE_TEST_SUITE_P(, suite, ::weft::all_agents_and_reactors(), ::weft::name_of)

// Returns when `count` agents wait for descriptors.
inline void await_waiting_for_io(int count) {
  for (;; yield()) {
    int waiting = 0;
    for (const agent_info& agent : agents())
      waiting += agent.waits_for == "io" && agent.state == "waiting" ? 1 : 0;
    if (waiting >= count) return;
  }
}

}  // namespace weft
