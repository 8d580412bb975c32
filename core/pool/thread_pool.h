// Kernel threads around one queue: fixed_pool and elastic_pool.
//
// At most one thread is being woken or started at a time. When it takes its job it sees to
// the next one, if jobs are left: threads come one after another and only while there is
// work, and a producer pays for few wakeups.
//
// Threads:  fields are guarded by lock_ unless marked; nothing waits while holding it.
// Rejected: handing each job to an idle thread's frame: a wakeup for every small job.
#pragma once

#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "agent/parking.h"
#include "pool/job_queue.h"
#include "weft/detail/wait_list.h"
#include "weft/mutex.h"
#include "weft/pool.h"
#include "weft/spinlock.h"

namespace weft::runtime {

struct ThreadPoolLimits {
  int least = 1, most = 1;
  std::chrono::nanoseconds idle_timeout{0};
  std::size_t capacity = 0;
  weft::when_full when_full = when_full::block;
};

class ThreadPool {
 public:
  explicit ThreadPool(const ThreadPoolLimits& limits);
  ~ThreadPool();  // after shutdown()

  bool take(detail::job&& job);
  void drain();
  std::size_t shutdown(bool runs_queued_jobs);
  pool_statistics statistics() const;

 private:
  // One thread; lies in its frame.
  struct Member {
    Deadline since;
    Deadline idle_since{};                 // the epoch: it is not idle
    std::chrono::nanoseconds was_idle{0};  // before that
  };
  // A submitter that waits for room; its job is taken from its frame.
  struct Submitter : Waiter {
    using Waiter::Waiter;
    detail::job* job = nullptr;
    bool taken = false;
  };
  // What a thread did since it last held the lock.
  struct Done {
    bool ran = false;
    Deadline posted{}, started{}, ended{};  // of a job that is timed
    std::exception_ptr error;
  };

  void thread_main();
  Done run(QueuedJob job) const;
  void account(const Done& done, WokenWaiters& woken);
  bool next_job(Member& self, const Done& done, QueuedJob& job);
  bool wait_for_job(Member& self);
  void end_member(Member& self, WokenWaiters& woken);
  void admit_submitter(WokenWaiters& woken);
  void enqueue(detail::job&& job);
  enum class Help { none, wake, start };
  Help call_for_help(WokenWaiters& woken);
  void give(Help help, WokenWaiters woken);
  void start_thread();
  void join_ended();
  bool wait_for_room(detail::job&& job);
  void tell_if_done(WokenWaiters& woken);
  void wait_until_none(WaitList& list, const std::size_t& count);

  const ThreadPoolLimits limits_;
  mutable spinlock lock_;
  JobQueue queue_;
  WaitList idle_, submitters_, drainers_, enders_;
  std::vector<Member*> members_;
  std::size_t alive_ = 0;    // threads that run, or are being started
  bool help_comes_ = false;  // a thread is being woken or started, and has not taken its job
  bool closed_ = false;
  std::size_t unfinished_ = 0;  // queued or running
  std::exception_ptr error_;    // the first of a posted job
  pool_statistics totals_;
  std::chrono::nanoseconds past_time_{0}, past_idle_{0};  // of threads that have ended

  mutex threads_mutex_;
  std::vector<std::thread> threads_;    // guarded by threads_mutex_
  std::vector<std::thread::id> ended_;  // of them, that can be joined at once; guarded by lock_
};

}  // namespace weft::runtime
