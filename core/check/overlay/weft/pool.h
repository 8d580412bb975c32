// weft/pool.h of checked programs: a queue, and threads that take jobs from it. The three pools differ in how
// fast they are, and in how many threads they have: of stealing_pool as many as were asked for, 2 where
// nothing was said.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "weft/condition_variable.h"
#include "weft/detail/job.h"
#include "weft/future.h"
#include "weft/latency_histogram.h"
#include "weft/mutex.h"
#include "weft/scheduler.h"

namespace weft {

enum class when_full : std::uint8_t { block, reject, caller_runs };

struct pool_statistics {
  int threads = 0;
  std::size_t queue_length = 0;
  std::size_t longest_queue = 0;
  std::uint64_t taken = 0;
  std::uint64_t finished = 0;
  std::uint64_t rejected = 0;
  std::uint64_t run_by_callers = 0;
  double utilisation = 0;
  latency_histogram waited, ran;
};

namespace detail {

class checked_pool {
 public:
  checked_pool(int threads, std::size_t capacity, when_full when_full)
      : capacity_(capacity), when_full_(when_full) {
    counts_.threads = threads;
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }
  ~checked_pool() { shutdown(); }
  checked_pool(const checked_pool&) = delete;
  checked_pool& operator=(const checked_pool&) = delete;

  template <class F>
  bool post(F&& function) {
    return take(job(std::forward<F>(function)));
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

  void drain() {
    std::unique_lock lock(mutex_);
    idle_.wait(lock, [this] { return jobs_.empty() && running_ == 0; });
    if (const std::exception_ptr error = std::exchange(error_, nullptr)) std::rethrow_exception(error);
  }
  void shutdown() {
    close();
    for (std::thread& thread : threads_)
      if (thread.joinable()) thread.join();
  }
  std::size_t shutdown_now() {
    std::deque<job> dropped;
    {
      const std::lock_guard lock(mutex_);
      dropped.swap(jobs_);
    }
    const std::size_t count = dropped.size();
    dropped.clear();
    shutdown();
    return count;
  }
  pool_statistics statistics() const {
    const std::lock_guard lock(mutex_);
    pool_statistics now = counts_;
    now.queue_length = jobs_.size();
    return now;
  }

 private:
  bool is_full() const { return capacity_ != 0 && jobs_.size() >= capacity_; }

  bool take(job&& next) {
    std::unique_lock lock(mutex_);
    if (when_full_ == when_full::block) room_.wait(lock, [this] { return closed_ || !is_full(); });
    if (closed_ || (is_full() && when_full_ == when_full::reject)) return (++counts_.rejected, false);
    if (is_full()) {
      ++counts_.run_by_callers;
      lock.unlock();
      return (run(next), true);
    }
    ++counts_.taken;
    jobs_.push_back(std::move(next));
    work_.notify_one();
    return true;
  }
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    work_.notify_all();
    room_.notify_all();
  }
  void work() {
    for (std::unique_lock lock(mutex_);;) {
      work_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      run_first(lock);
    }
  }
  void run_first(std::unique_lock<mutex>& lock) {
    {
      job next = std::move(jobs_.front());
      jobs_.pop_front();
      ++running_;
      if (capacity_ != 0) room_.notify_one();
      lock.unlock();
      run(next);
    }
    lock.lock();
    ++counts_.finished;
    if (--running_ == 0 && jobs_.empty()) idle_.notify_all();
  }
  void run(job& next) {
    try {
      next();
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (error_ == nullptr) error_ = std::current_exception();
    }
  }

  const std::size_t capacity_;
  const when_full when_full_;
  mutable mutex mutex_;
  condition_variable work_, room_, idle_;
  std::deque<job> jobs_;  // guarded by mutex_, as all below but the threads
  std::size_t running_ = 0;
  bool closed_ = false;
  std::exception_ptr error_;
  pool_statistics counts_;
  std::vector<std::thread> threads_;
};

}  // namespace detail

struct fixed_pool_settings {
  int threads = 0;
  std::size_t capacity = 0;
  weft::when_full when_full = when_full::block;
};

class fixed_pool : public detail::checked_pool {
 public:
  explicit fixed_pool(const fixed_pool_settings& settings = {})
      : checked_pool(settings.threads > 0 ? settings.threads : 2, settings.capacity, settings.when_full) {}
};

struct elastic_pool_settings {
  int least_threads = 0;
  int most_threads = 64;
  std::chrono::nanoseconds idle_timeout = std::chrono::seconds(10);
  std::size_t capacity = 0;
  weft::when_full when_full = when_full::block;
};

class elastic_pool : public detail::checked_pool {
 public:
  explicit elastic_pool(const elastic_pool_settings& settings = {})
      : checked_pool(settings.least_threads > 0 ? settings.least_threads : 2, settings.capacity,
                     settings.when_full) {}
};

class stealing_pool : public detail::checked_pool {
 public:
  explicit stealing_pool(const scheduler_settings& settings = {})
      : checked_pool(settings.workers > 0 ? settings.workers : 2, 0, when_full::block) {}
};

}  // namespace weft
