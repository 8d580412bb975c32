#include "pool/thread_pool.h"

#include <algorithm>
#include <system_error>

#include "contract/check.h"
#include "sync/waiting.h"

namespace weft::runtime {
namespace {

constexpr std::uint64_t kJobsPerTimedOne = 16;  // reading the clock three times costs more than a small job

constexpr Deadline kUntimed{};

thread_local const ThreadPool* t_pool = nullptr;  // the one that the kernel thread belongs to

}  // namespace

ThreadPool::ThreadPool(const ThreadPoolLimits& limits) : limits_(limits), queue_(limits.capacity) {
  alive_ = static_cast<std::size_t>(limits.least);
  for (int i = 0; i < limits.least; ++i) start_thread();
}

ThreadPool::~ThreadPool() { shutdown(true); }

// ---- submitters

bool ThreadPool::take(detail::job&& job) {
  WokenWaiters woken;
  lock_.lock();
  if (closed_ || (queue_.full() && limits_.when_full == when_full::reject)) {
    ++totals_.rejected;
    lock_.unlock();
    return false;
  }
  if (queue_.full() && limits_.when_full == when_full::block) return wait_for_room(std::move(job));
  if (queue_.full()) {
    ++totals_.run_by_callers;
    lock_.unlock();
    const Done done = run({std::move(job), kUntimed});
    const std::lock_guard lock(lock_);
    if (error_ == nullptr) error_ = done.error;
    return true;
  }
  enqueue(std::move(job));
  const Help help = call_for_help(woken);
  lock_.unlock();
  give(help, woken);
  return true;
}

// Under lock_.
void ThreadPool::enqueue(detail::job&& job) {
  const bool timed = totals_.taken++ % kJobsPerTimedOne == 0;
  queue_.push_back({std::move(job), timed ? Clock::now() : kUntimed});
  totals_.longest_queue = std::max(totals_.longest_queue, queue_.size());
  ++unfinished_;
}

// Gives lock_ back.
bool ThreadPool::wait_for_room(detail::job&& job) {
  Submitter self(current_agent());
  self.job = &job;
  wait_in(submitters_, lock_, self, {WaitReason::condition, this});
  return self.taken;
}

// There is room: who waits longest for it gets it. Under lock_.
void ThreadPool::admit_submitter(WokenWaiters& woken) {
  auto* const first = static_cast<Submitter*>(submitters_.pop_front());
  if (first == nullptr) return;
  enqueue(std::move(*first->job));
  first->taken = true;
  woken.push_back(*first);
}

// Whether the queue needs one more thread. Under lock_.
ThreadPool::Help ThreadPool::call_for_help(WokenWaiters& woken) {
  if (queue_.size() == 0 || help_comes_) return Help::none;
  if (Waiter* const idle = idle_.pop_front()) {
    help_comes_ = true;
    woken.push_back(*idle);
    return Help::wake;
  }
  if (alive_ == static_cast<std::size_t>(limits_.most)) return Help::none;
  help_comes_ = true;
  ++alive_;
  return Help::start;
}

// Without lock_.
void ThreadPool::give(Help help, WokenWaiters woken) {
  wake_all(woken);
  if (help == Help::start) start_thread();
}

// It is in alive_ already. When the system has no thread left, those that run go on alone; without any the
// caller is told.
void ThreadPool::start_thread() {
  const std::lock_guard lock(threads_mutex_);
  join_ended();
  try {
    threads_.emplace_back([this] { thread_main(); });
  } catch (const std::system_error&) {
    const std::lock_guard counts(lock_);
    help_comes_ = false;
    if (--alive_ == 0) throw;
  }
}

// Under threads_mutex_.
void ThreadPool::join_ended() {
  std::vector<std::thread::id> ended;
  lock_.lock();
  ended.swap(ended_);
  lock_.unlock();
  std::erase_if(threads_, [&](std::thread& thread) {
    if (std::find(ended.begin(), ended.end(), thread.get_id()) == ended.end()) return false;
    thread.join();
    return true;
  });
}

// ---- threads

void ThreadPool::thread_main() {
  t_pool = this;
  Member self{.since = Clock::now()};
  lock_.lock();
  members_.push_back(&self);
  lock_.unlock();
  Done done;
  for (QueuedJob job; next_job(self, done, job);) done = run(std::move(job));
}

// The closure is gone when this returns: its destructor is part of the job.
ThreadPool::Done ThreadPool::run(QueuedJob job) const {
  Done done{.ran = true, .posted = job.posted};
  const bool timed = job.posted != kUntimed;
  if (timed) done.started = Clock::now();
  try {
    job.job();
  } catch (...) {
    done.error = std::current_exception();
  }
  job.job.reset();
  if (timed) done.ended = Clock::now();
  return done;
}

// Under lock_.
void ThreadPool::account(const Done& done, WokenWaiters& woken) {
  if (!done.ran) return;
  ++totals_.finished;
  if (error_ == nullptr) error_ = done.error;
  if (done.posted != kUntimed) {
    totals_.waited.add(done.started - done.posted);
    totals_.ran.add(done.ended - done.started);
  }
  --unfinished_;
  tell_if_done(woken);
}

// Accounts for the last job and takes the next. False: the thread has to end, and is in the pool no more.
bool ThreadPool::next_job(Member& self, const Done& done, QueuedJob& job) {
  WokenWaiters woken;
  lock_.lock();
  account(done, woken);
  while (queue_.size() == 0) {
    if (closed_) {
      end_member(self, woken);
      return false;
    }
    lock_.unlock();
    wake_all(std::exchange(woken, {}));
    lock_.lock();
    if (queue_.size() == 0 && !closed_ && !wait_for_job(self)) {
      end_member(self, woken);
      return false;
    }
  }
  help_comes_ = false;
  job = queue_.pop_front();
  admit_submitter(woken);
  const Help help = call_for_help(woken);
  lock_.unlock();
  give(help, woken);
  return true;
}

// Holds lock_ before and after. False: it was idle for too long, and there are others.
bool ThreadPool::wait_for_job(Member& self) {
  Waiter waiter(current_agent());
  idle_.push_front(waiter);  // who slept last is warmest
  self.idle_since = Clock::now();
  lock_.unlock();
  const Wait what{WaitReason::condition, this};
  const bool elastic = limits_.least < limits_.most;
  const bool in_time =
      look_then_wait(waiter, what, elastic ? self.idle_since + limits_.idle_timeout : kNever);
  lock_.lock();
  const bool retires = !in_time && idle_.remove(waiter);
  if (!in_time && !retires) {
    lock_.unlock();
    wait(waiter, what);
    lock_.lock();
  }
  self.was_idle += Clock::now() - std::exchange(self.idle_since, {});
  return !retires || alive_ <= static_cast<std::size_t>(limits_.least);
}

// Gives lock_ back. The pool may be gone when this returns, but for its threads' being joined.
void ThreadPool::end_member(Member& self, WokenWaiters& woken) {
  std::erase(members_, &self);
  past_time_ += Clock::now() - self.since;
  past_idle_ += self.was_idle;
  ended_.push_back(std::this_thread::get_id());
  if (--alive_ == 0)
    while (Waiter* const waiter = enders_.pop_front()) woken.push_back(*waiter);
  lock_.unlock();
  wake_all(woken);
}

// ---- the end

// Under lock_.
void ThreadPool::tell_if_done(WokenWaiters& woken) {
  if (unfinished_ > 0) return;
  while (Waiter* const waiter = drainers_.pop_front()) woken.push_back(*waiter);
}

void ThreadPool::wait_until_none(WaitList& list, const std::size_t& count) {
  WEFT_CHECK(t_pool != this);  // a job waits for the pool that runs it: for itself
  lock_.lock();
  if (count == 0) return lock_.unlock();
  Waiter waiter(current_agent());
  wait_in(list, lock_, waiter, {WaitReason::condition, this});
}

void ThreadPool::drain() {
  wait_until_none(drainers_, unfinished_);
  lock_.lock();
  const std::exception_ptr error = std::exchange(error_, nullptr);
  lock_.unlock();
  if (error != nullptr) std::rethrow_exception(error);
}

std::size_t ThreadPool::shutdown(bool runs_queued_jobs) {
  WEFT_CHECK(t_pool != this);  // a job shuts down the pool that runs it: it would wait for its own end
  WokenWaiters woken;
  std::vector<QueuedJob> dropped;
  lock_.lock();
  closed_ = true;
  while (!runs_queued_jobs && queue_.size() > 0) {
    dropped.push_back(queue_.pop_front());
    --unfinished_;
  }
  tell_if_done(woken);
  for (WaitList* const list : {&idle_, &submitters_})
    while (Waiter* const waiter = list->pop_front()) woken.push_back(*waiter);
  lock_.unlock();
  wake_all(woken);
  const std::size_t count = dropped.size();
  dropped.clear();  // futures of dropped jobs are told before the last running job ends
  wait_until_none(enders_, alive_);
  const std::lock_guard lock(threads_mutex_);
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  return count;
}

pool_statistics ThreadPool::statistics() const {
  const Deadline now = Clock::now();
  const std::lock_guard lock(lock_);
  pool_statistics seen = totals_;
  seen.threads = static_cast<int>(alive_);
  seen.queue_length = queue_.size();
  std::chrono::nanoseconds time = past_time_, idle = past_idle_;
  for (const Member* const member : members_) {
    time += now - member->since;
    idle += member->was_idle;
    if (member->idle_since != Deadline{}) idle += now - member->idle_since;
  }
  if (time.count() > 0)
    seen.utilisation = 1 - static_cast<double>(idle.count()) / static_cast<double>(time.count());
  return seen;
}

}  // namespace weft::runtime
