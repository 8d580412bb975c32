// Runs the same test on schedulers with 1, 2, 8 and 64 workers.
#pragma once

#include <gtest/gtest.h>

#include <utility>

#include "how_many.h"
#include "weft/fiber.h"
#include "weft/scheduler.h"

namespace weft {

class OnWorkers : public testing::TestWithParam<int> {
 protected:
  // Runs `body` on a fiber and waits for it.
  template <class F>
  void on_fiber(F body) {
    fiber running(scheduler_, std::move(body));
    running.join();
  }
  scheduler scheduler_{{.workers = GetParam()}};
};

#define WEFT_ON_ALL_WORKERS(suite) \
  INSTANTIATE_TEST_SUITE_P(Workers, suite, testing::Values(1, 2, kSomeWorkers, kManyWorkers))

}  // namespace weft
