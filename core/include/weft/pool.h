// Threads that run jobs: a fixed number of them, or as many as blocking jobs need,
// or fibers on a scheduler's workers.
//
//   weft::fixed_pool pool({.threads = 4, .capacity = 100, .when_full = weft::when_full::block});
//   weft::future<int> answer = pool.submit([] { return 6 * 7; });
//   pool.post([] { std::puts("nobody waits for this one"); });
//   pool.drain();
//
//   fixed_pool     kernel threads, one queue for all. For jobs that compute, or to limit how many do
//                  something at once.
//   elastic_pool   likewise, but as many threads as there are jobs at a time, within bounds. For jobs that
//                  block.
//   stealing_pool  a scheduler: each job is a fiber. For many small jobs, and jobs that wait for one another.
//
// Threads:    post(), submit(), drain(), statistics() from any agent; drain() and
//             shutdown() not from the pool's own jobs.
// Order:      jobs of the first two start first in, first out.
// Blocking:   post() and submit() where the queue is full and says `block`; drain() until no job is left;
//             shutdown() and the destructor until the queued jobs have run.
// Errors:     what a job throws is in submit()'s future; of posted jobs the first error is rethrown by
//             drain(). post() is false, and submit()'s future has broken_promise, when the job was not
//             taken: rejected, or after shutdown().
// Complexity: one short lock a job each for post and for taking it; closures of up to 48 bytes need no heap.
// Source:     one waking thread at a time that wakes the next: Go's scheduler (proc.go).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

#include "weft/detail/job.h"
#include "weft/future.h"
#include "weft/latency_histogram.h"
#include "weft/scheduler.h"

namespace weft {

namespace runtime {
class ThreadPool;
class FiberPool;
}  // namespace runtime

enum class when_full : std::uint8_t {
  block,        // the submitter waits, first come first served
  reject,       // the job is not taken
  caller_runs,  // the submitter runs it itself, at once
};

struct pool_statistics {
  int threads = 0;                // now; workers of a stealing_pool
  std::size_t queue_length = 0;   // jobs that wait for a thread; of a stealing_pool also those that run
  std::size_t longest_queue = 0;  // fixed and elastic pools
  std::uint64_t taken = 0;        // jobs accepted, without those that callers ran
  std::uint64_t finished = 0;
  std::uint64_t rejected = 0;
  std::uint64_t run_by_callers = 0;
  double utilisation = 0;  // share of the threads' time that was not spent waiting for jobs; estimated from
                           // the timed jobs in a stealing_pool
  latency_histogram waited,
      ran;  // from post to start, and from start to end, of one job in 16: the 1st, 17th, ...
};

namespace detail {

// What all pools offer, on top of `bool take(job)`.
template <class Pool>
class submits {
 public:
  // False: not taken.
  template <class F>
  bool post(F&& function) {
    return static_cast<Pool*>(this)->take(job(std::forward<F>(function)));
  }

  template <class F>
  auto submit(F&& function) -> future<std::invoke_result_t<std::decay_t<F>&>> {
    using Result = std::invoke_result_t<std::decay_t<F>&>;
    promise<Result> result;
    future<Result> later = result.get_future();
    post([result = std::move(result), function = std::decay_t<F>(std::forward<F>(function))]() mutable {
      fulfil(result, function);
    });
    return later;
  }
};

// fixed_pool and elastic_pool.
class thread_pool : public submits<thread_pool> {
 public:
  ~thread_pool();  // shutdown()
  thread_pool(const thread_pool&) = delete;
  thread_pool& operator=(const thread_pool&) = delete;

  // Waits until no job is left, those that come meanwhile included; rethrows the first error of a posted one.
  void drain();
  // Takes no more jobs, runs those that were taken, and ends the threads. Again: no effect.
  void shutdown();
  // As shutdown(), but drops the jobs that have not started: their futures have broken_promise. How many.
  std::size_t shutdown_now();
  pool_statistics statistics() const;

 protected:
  explicit thread_pool(std::unique_ptr<runtime::ThreadPool> core);

 private:
  friend class submits<thread_pool>;
  bool take(job&& job);
  std::unique_ptr<runtime::ThreadPool> core_;
};

}  // namespace detail

struct fixed_pool_settings {
  int threads = 0;           // 0: one for each hardware thread
  std::size_t capacity = 0;  // of the queue; 0: without bound
  weft::when_full when_full = when_full::block;
};

class fixed_pool : public detail::thread_pool {
 public:
  explicit fixed_pool(const fixed_pool_settings& settings = {});
};

struct elastic_pool_settings {
  int least_threads = 0;
  int most_threads = 64;
  std::chrono::nanoseconds idle_timeout = std::chrono::seconds(10);  // then a thread above the least ends
  std::size_t capacity = 0;
  weft::when_full when_full = when_full::block;
};

class elastic_pool : public detail::thread_pool {
 public:
  explicit elastic_pool(const elastic_pool_settings& settings = {});
};

class stealing_pool : public detail::submits<stealing_pool> {
 public:
  explicit stealing_pool(const scheduler_settings& settings = {});
  ~stealing_pool();  // shutdown()
  stealing_pool(const stealing_pool&) = delete;
  stealing_pool& operator=(const stealing_pool&) = delete;

  void drain();
  void shutdown();
  pool_statistics statistics() const;

 private:
  friend class detail::submits<stealing_pool>;
  bool take(detail::job&& job);
  std::unique_ptr<runtime::FiberPool> core_;
};

}  // namespace weft
