// Kernel threads of fibers that have one each: threading_model::one_to_one.
// Threads:  start() from any.
// Blocking: the destructor waits until every thread has ended.
#pragma once

#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

#include "agent/control_block.h"

namespace weft::runtime {

// `park` and `resume` of such fibers: their kernel thread does it. While one lives, ControlBlock::next, which
// belongs to run queues otherwise, is the block of its kernel thread.
bool park_on_own_thread(ControlBlock& self, Deadline deadline);
void resume_on_own_thread(ControlBlock& agent);

class FiberThreads {
 public:
  FiberThreads() = default;
  ~FiberThreads();
  FiberThreads(const FiberThreads&) = delete;
  FiberThreads& operator=(const FiberThreads&) = delete;

  // Runs `agent` on a kernel thread of its own, and then calls ended(argument) there. Ends the program when
  // the system has no more kernel threads, as a scheduler does that needs a worker.
  void start(ControlBlock& agent, void (*ended)(void* argument), void* argument) noexcept;

 private:
  using Threads = std::list<std::thread>;

  void retire(Threads::iterator thread);

  std::mutex mutex_;
  Threads running_;                  // guarded by mutex_
  Threads ended_;                    // about to end, to be joined; guarded by mutex_
  std::condition_variable retired_;  // running_ may be empty
};

}  // namespace weft::runtime
