// Where a benchmark of fibers runs: on a fiber, as Go's main function is a goroutine.
#pragma once

#include <benchmark/benchmark.h>

#include <utility>

#include "weft/fiber.h"

namespace weft::bench {

// Calls `body` on a fiber of a scheduler with so many workers.
template <class F>
void on_workers(int workers, F&& body) {
  scheduler here({.workers = workers});
  fiber(here, std::forward<F>(body)).join();
}

}  // namespace weft::bench
