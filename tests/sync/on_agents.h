// Runs the same test on kernel threads and on fibers of schedulers with few and many workers.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "how_many.h"
#include "weft/agents.h"
#include "weft/fiber.h"
#include "weft/scheduler.h"

namespace weft {

constexpr int kKernelThreads = 0;  // instead of a number of workers

class OnAgents : public testing::TestWithParam<int> {
 protected:
  // work(0), work(1), ... on agents of their own; returns when all have ended.
  void run(int count, const std::function<void(int)>& work) const {
    if (GetParam() == kKernelThreads) {
      std::vector<std::jthread> threads;
      for (int i = 0; i < count; ++i) threads.emplace_back(work, i);
      return;
    }
    scheduler on({.workers = GetParam()});
    std::vector<fiber> fibers;
    for (int i = 0; i < count; ++i) fibers.emplace_back(on, [&work, i] { work(i); });
  }
};

inline auto all_agents() { return testing::Values(kKernelThreads, 1, 2, kSomeWorkers, kManyWorkers); }

inline std::string name_of(const testing::TestParamInfo<int>& workers) {
  return workers.param == kKernelThreads ? "KernelThreads"
                                         : "Fibers" + std::to_string(workers.param) + "Workers";
}

#define WEFT_ON_ALL_AGENTS(suite) INSTANTIATE_TEST_SUITE_P(, suite, ::weft::all_agents(), ::weft::name_of)

// Returns when `count` agents wait for the primitive at `object`.
inline void await_waiting(const void* object, int count) {
  for (;;) {
    int waiting = 0;
    for (const agent_info& agent : agents()) waiting += agent.waits_on == object ? 1 : 0;
    if (waiting >= count) return;
    yield();
  }
}

}  // namespace weft
