#include "pool/fiber_pool.h"

#include <mutex>
#include <thread>

#include "sync/waiting.h"
#include "weft/fiber.h"

namespace weft::runtime {
namespace {

constexpr std::uint64_t kJobsPerTimedOne = 16;
constexpr Deadline kUntimed{};

// Kernel threads are numbered in the order in which they come here. Not inlined: a fiber may have moved
// since.
[[gnu::noinline]] std::size_t thread_number() {
  static std::atomic<std::size_t> next{0};
  thread_local const std::size_t number = next.fetch_add(1, std::memory_order_relaxed);
  return number;
}

int workers_of(const scheduler_settings& settings) {
  return settings.workers > 0 ? settings.workers
                              : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

}  // namespace

FiberPool::FiberPool(const scheduler_settings& settings)
    : workers_(workers_of(settings)), scheduler_(settings) {}

FiberPool::~FiberPool() { shutdown(); }

FiberPool::Cell& FiberPool::my_cell() { return cells_[thread_number() % kCells]; }

// Counted before it looks whether the pool is closed: shutdown() waits for what it did not keep out.
// Relaxed: statistics.
bool FiberPool::take(detail::job&& job) {
  Cell& cell = my_cell();
  const std::uint64_t number = cell.began.fetch_add(1);
  if (closed_.load()) {
    cell.rejected.fetch_add(1, std::memory_order_relaxed);
    finish(kUntimed, kUntimed);
    return false;
  }
  const Deadline posted = number % kJobsPerTimedOne == 0 ? Clock::now() : kUntimed;
  weft::detail::start_detached(weft::detail::new_fiber_for(
      scheduler_.core(), [this, posted, job = std::move(job)]() mutable { run(job, posted); }));
  return true;
}

void FiberPool::run(detail::job& job, Deadline posted) {
  const Deadline started = posted == kUntimed ? kUntimed : Clock::now();
  try {
    job();
  } catch (...) {
    const std::lock_guard lock(lock_);
    if (error_ == nullptr) error_ = std::current_exception();
  }
  job.reset();
  finish(posted, started);
}

void FiberPool::finish(Deadline posted, Deadline started) {
  Cell& cell = my_cell();
  if (posted != kUntimed) {
    const Deadline now = Clock::now();
    const std::lock_guard lock(cell.lock);
    cell.waited.add(started - posted);
    cell.ran.add(now - started);
    cell.busy += now - started;
  }
  cell.ended.fetch_add(1);
  if (waiting_.load() == 0 || unfinished() > 0) return;
  WokenWaiters woken;
  lock_.lock();
  while (Waiter* const waiter = drainers_.pop_front()) woken.push_back(*waiter);
  lock_.unlock();
  wake_all(woken);
}

// Those that ended are counted first: a job that ends in between makes the result too large, never too small.
std::uint64_t FiberPool::unfinished() const {
  std::uint64_t ended = 0, began = 0;
  for (const Cell& cell : cells_) ended += cell.ended.load();
  for (const Cell& cell : cells_) began += cell.began.load();
  return began - ended;
}

void FiberPool::drain() {
  waiting_.fetch_add(1);
  while (unfinished() > 0) {
    lock_.lock();
    if (unfinished() == 0) {
      lock_.unlock();
      break;
    }
    Waiter waiter(current_agent());
    wait_in(drainers_, lock_, waiter, {WaitReason::condition, this});
  }
  waiting_.fetch_sub(1);
  lock_.lock();
  const std::exception_ptr error = std::exchange(error_, nullptr);
  lock_.unlock();
  if (error != nullptr) std::rethrow_exception(error);
}

void FiberPool::shutdown() {
  closed_.store(true);
  try {
    drain();
  } catch (...) {
    // Nobody asked for the error of a posted job; the pool ends all the same.
  }
}

pool_statistics FiberPool::statistics() const {
  pool_statistics seen;
  seen.threads = workers_;
  seen.queue_length = unfinished();
  std::chrono::nanoseconds busy{0};
  for (const Cell& cell : cells_) {
    seen.finished += cell.ended.load() - cell.rejected.load();
    seen.taken += cell.began.load() - cell.rejected.load();
    seen.rejected += cell.rejected.load();
    const std::lock_guard lock(cell.lock);
    seen.waited.add(cell.waited);
    seen.ran.add(cell.ran);
    busy += cell.busy;
  }
  const double time = static_cast<double>((Clock::now() - since_).count()) * workers_;
  const double timed = static_cast<double>(seen.ran.count());
  if (timed > 0)
    seen.utilisation =
        std::min(1.0, static_cast<double>(busy.count()) / timed * static_cast<double>(seen.finished) / time);
  return seen;
}

}  // namespace weft::runtime
