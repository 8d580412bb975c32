// A kernel thread that runs agents: the M of G, M, P.
//
// Agents run on pooled stacks. A worker calls an agent that has no stack yet right on the one it is on; only
// if that agent parks does it keep the stack, and the worker goes on with another one. So agents that never
// wait cost no switch and no stack.
//
//   base stack       the kernel thread's own: here the worker waits for a processor
//   worker's stack   a pooled one: the worker's loop, and the agent it just called
//   agent's stack    a pooled one that its agent kept when it parked
//
// Threads: fields belong to the worker's own thread unless marked.
#pragma once

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include "agent/stack_cache.h"
#include "agent/thread_variable.h"
#include "sched/processor.h"

namespace weft::runtime {
struct Worker;
}
WEFT_DECLARE_THREAD_VARIABLE(weft_current_worker, weft::runtime::Worker)

namespace weft::runtime {

class Scheduler;

// Whether each stack belongs to a kernel thread of its own (agent/fiber_baton.cpp), which then has the
// thread_local variables of whoever runs on the stack. Elsewhere they are the worker's.
#ifdef WEFT_STACKS_ARE_THREADS
inline constexpr bool kStacksAreThreads = true;
#else
inline constexpr bool kStacksAreThreads = false;
#endif

// What has to be done about the stack that was just left, by whoever comes
// next, since until then it is in use.
enum class Leaving : std::uint8_t {
  nothing,
  parks,    // its agent waits: from now on it can be made runnable
  yields,   // its agent goes to the end of the line
  blocks,   // its agent goes on with a worker that needs no processor
  retires,  // nobody needs the stack
};

// Written by whoever owns it, looked at by anybody. Relaxed: who looks takes it for a guess.
template <class T>
class SeenByOthers {
 public:
  SeenByOthers(T* value = nullptr) : value_(value) {}
  SeenByOthers(const SeenByOthers& other) : value_(other) {}
  SeenByOthers& operator=(const SeenByOthers& other) { return *this = static_cast<T*>(other); }
  SeenByOthers& operator=(T* value) {
    value_.store(value, std::memory_order_relaxed);
    return *this;
  }
  operator T*() const { return value_.load(std::memory_order_relaxed); }
  T* operator->() const { return *this; }

 private:
  std::atomic<T*> value_;
};

// What a worker does that has just got a processor.
enum class Begins : std::uint8_t {
  running,        // there is something to run
  searching,      // there may be, here or elsewhere
  awaiting_next,  // an agent may be left to it by another processor (Processor::next)
};

struct Worker {
  explicit Worker(Scheduler& owner) : scheduler(owner) {}

  // By its agent, as its last act: the worker's loop counts it (Scheduler::count_end()).
  void note_end(Scope* in) {
    agent_ended = true;
    ended_in = in;
  }

  Scheduler& scheduler;
  StackContext base;
  StackContext* stack = nullptr;         // the one that runs
  ControlBlock* agent = nullptr;         // who runs; null: the worker itself
  bool agent_ended = false;              // it just did, and is not counted yet
  Scope* ended_in = nullptr;             // whose child it was; null: nobody's
  ControlBlock* first = nullptr;         // what the loop on a fresh stack starts with
  ControlBlock* guest = nullptr;         // who is about to block it; guarded by the scheduler's idle_mutex_
  StackCache spares;                     // free stacks at hand
  ExceptionState* exceptions = nullptr;  // its kernel thread's
  Leaving leaving = Leaving::nothing;
  StackContext* left = nullptr;  // the stack that `leaving` is about
  bool searching = false;        // counted in the scheduler's searching_
  bool awaits_next = false;      // it was woken for nothing else
  struct Sight {
    std::uint32_t turns = 0;
    Deadline since;
  };
  std::vector<Sight> seen;  // while it searches: since when each processor has not gone on to another agent

  // The handshake with the monitor, see handover.h.
  std::atomic<bool> in_runtime{true};
  std::atomic<bool> taking_away{false};
  std::mutex handover_mutex;
  SeenByOthers<Processor> processor;  // guarded by handover_mutex while not in_runtime; the monitor looks

  std::atomic<long> system_id{0};  // for the monitor
  ControlBlock* kernel_agent = nullptr;
  Worker* next_idle = nullptr;  // guarded by the scheduler's idle_mutex_
  std::thread thread;
};

// The worker that the calling code runs on; null on other kernel threads.
inline Worker* this_worker() { return read_weft_current_worker(); }

}  // namespace weft::runtime
