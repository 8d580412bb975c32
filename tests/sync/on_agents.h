// Runs the same test on kernel threads and on fibers of schedulers with few and many workers.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "how_many.h"
#include "weft/fiber.h"
#include "weft/scheduler.h"
#include "who_waits.h"

namespace weft {

constexpr int kKernelThreads = 0;  // instead of a number of workers

// Returns when `count` agents wait for the primitive at `object`.
inline void await_waiting(const void* object, int count) {
  while (agents_waiting_for(object) < count) yield();
}

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

  // In which order four agents get through `at`, which lets nobody through before the first give(): agent i
  // comes when i others wait, takes, and gives to the next.
  template <class Take, class Give>
  std::vector<int> order_at(const void* at, Take take, Give give) const {
    std::vector<int> order;
    std::jthread waiters([&] {
      run(4, [&](int i) {
        await_waiting(at, i);
        take();
        order.push_back(i);
        give();
      });
    });
    await_waiting(at, 4);
    give();
    waiters.join();
    return order;
  }

  // The waiter destroys what it waited for while the call that let it go on may not have returned.
  template <class Primitive, class Wake, class Wait>
  void destroy_by_the_waiter(int initial, Wake wake, Wait wait) const {
    std::vector<std::unique_ptr<Primitive>> all(400);
    for (auto& one : all) one = std::make_unique<Primitive>(initial);
    run(2, [&](int i) {
      for (auto& one : all) {
        if (i == 0) {
          wake(*one);
        } else {
          wait(*one);
          one.reset();
        }
      }
    });
    for (auto& one : all) EXPECT_EQ(one, nullptr);
  }
};

inline auto all_agents() { return testing::Values(kKernelThreads, 1, 2, kSomeWorkers, kManyWorkers); }

inline std::string name_of(const testing::TestParamInfo<int>& workers) {
  return workers.param == kKernelThreads ? "KernelThreads"
                                         : "Fibers" + std::to_string(workers.param) + "Workers";
}

#define WEFT_ON_ALL_AGENTS(suite) INSTANTIATE_TEST_SUITE_P(, suite, ::weft::all_agents(), ::weft::name_of)

}  // namespace weft
