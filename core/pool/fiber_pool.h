// Jobs as fibers of a scheduler of their own: stealing_pool.
//
// Producers and workers count in different places, each kernel thread in one of a few cells, so that they do
// not fight for a counter. Whoever waits for the end announces itself and then sums up; whoever ends a job
// counts it and then looks for the announcement: one of the two sees the other (both with sequentially
// consistent read-modify-writes).
#pragma once

#include <array>
#include <atomic>
#include <exception>

#include "agent/deadline.h"
#include "weft/detail/wait_list.h"
#include "weft/pool.h"
#include "weft/spinlock.h"

namespace weft::runtime {

class FiberPool {
 public:
  explicit FiberPool(const scheduler_settings& settings);
  ~FiberPool();  // shutdown()

  bool take(detail::job&& job);
  void drain();
  void shutdown();
  pool_statistics statistics() const;

 private:
  static constexpr std::size_t kCells = 16;
  struct alignas(64) Cell {
    std::atomic<std::uint64_t> began{0}, ended{0}, rejected{0};
    mutable spinlock lock;
    latency_histogram waited, ran;  // guarded by lock
    std::chrono::nanoseconds busy{0};
  };

  Cell& my_cell();
  void run(detail::job& job, Deadline posted);
  void finish(Deadline posted, Deadline started);
  std::uint64_t unfinished() const;

  const int workers_;
  const Deadline since_ = Clock::now();
  std::array<Cell, kCells> cells_;
  std::atomic<bool> closed_{false};
  std::atomic<int> waiting_{0};  // agents in drain()
  mutable spinlock lock_;
  WaitList drainers_;         // guarded by lock_
  std::exception_ptr error_;  // likewise
  scheduler scheduler_;       // goes first, and waits for the fibers
};

}  // namespace weft::runtime
