// Runs many agents on few kernel threads. weft/scheduler.h is its public face.
//
// Lock order: scope < primitive's own < timers < global queue < idle_mutex_.
// Source: G, M, P, the spinning workers and the wakeup protocol after Go's runtime (proc.go's introduction);
//         taking a processor away without a mark in the program: own, see handover.h.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "agent/stack_pool.h"
#include "sched/global_queue.h"
#include "sched/processor.h"
#include "sched/worker.h"

namespace weft::runtime {

struct SchedulerLimits {
  int processors = 0;                  // 0: one for each hardware thread
  std::size_t stack_bytes = 64 << 10;  // of a fiber
  std::chrono::nanoseconds time_slice = std::chrono::milliseconds(10);
  bool monitor = true;
};

class Monitor;

class Scheduler {
 public:
  explicit Scheduler(const SchedulerLimits& limits);
  ~Scheduler();  // waits for all agents to end
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  // Puts `agent` in line; from any kernel thread. It must not be in line already.
  void make_runnable(ControlBlock& agent);
  // The agent's priority has changed; if it waits in line with others of its old priority, it moves. One that
  // is in a processor's own line keeps its place there.
  void requeue(ControlBlock& agent) { global_.move(agent); }
  // For agents on a stack of ours: waits for the permit (agent/parking.h).
  bool park(ControlBlock& self, Deadline deadline);
  // The calling agent goes to the end of the line.
  void yield();
  // Whether the running agent has had the processor for a time slice.
  bool slice_is_over() const;
  // Runs `call` while others use the processor.
  void block(const std::function<void()>& call);

  void agent_began();
  void agent_ended();
  std::size_t live() const;  // agents that began and did not end
  int processor_count() const { return static_cast<int>(processors_.size()); }

 private:
  friend class Monitor;

  void count_agent(std::atomic<std::uint64_t> Processor::*counter, std::atomic<std::uint64_t>& outside);

  // scheduler_stacks.cpp: how a worker gets from one agent to the next.
  void worker_main(Worker& worker);
  static void stack_main(void* context);
  void loop(StackContext& stack);
  void run_here(Worker& worker, ControlBlock& agent);
  void resume(Worker& worker, ControlBlock& agent, Leaving leaving);
  void switch_stack(Worker& worker, StackContext& to, Leaving leaving);
  void arrive(Worker& worker);
  void leave_agent(Worker& worker, ControlBlock& self, Leaving leaving);
  StackContext& fresh_stack(Worker& worker);
  void give_back(Worker& worker, StackContext& stack);

  // scheduler_search.cpp: what to run.
  ControlBlock* next_agent(Worker& worker);      // null: nothing at hand
  ControlBlock* wait_for_agent(Worker& worker);  // null: the worker has no processor any more
  ControlBlock* take_in_order(Processor& processor);
  ControlBlock* take_oldest(Processor& processor);
  ControlBlock* take_inbox(Processor& processor);
  ControlBlock* take_global(Processor& processor, Priority priority);
  ControlBlock* steal(Processor& thief);
  ControlBlock* steal_from(Processor& thief, Processor& victim);
  bool anything_to_do() const;

  // scheduler_idle.cpp: who runs.
  void wake();
  void wake(Processor& processor);
  void begin_searching(Worker& worker);
  void end_searching(Worker& worker);
  bool release_processor(Worker& worker);
  void wait_for_processor(Worker& worker);
  void keep_time(Worker& worker);
  void note_timer(Deadline deadline);
  Deadline earliest_timer() const;
  void run_timers();
  Processor* take_idle_processor();
  void count_idle_processors();
  void tell_if_drained();
  void wait_until_drained();
  bool all_are_idle() const { return idle_count_.load() == processor_count(); }
  void add_idle_processor(Processor& processor);
  void start_worker(Processor& processor, bool searching);
  Worker& idle_or_new_worker();

  void make_runnable_from_outside(ControlBlock& agent);
  void put_in_line(Worker* worker, ControlBlock& agent);
  void enqueue(Worker* worker, ControlBlock& agent);
  void enqueue_last(Worker& worker, ControlBlock& agent);
  bool send_where_it_belongs(ControlBlock& agent);

  const SchedulerLimits limits_;
  StackPool stacks_;
  std::vector<std::unique_ptr<Processor>> processors_;
  GlobalQueue global_;

  std::mutex idle_mutex_;
  std::vector<Processor*> idle_processors_;  // guarded by idle_mutex_
  Worker* idle_workers_ = nullptr;           // guarded by idle_mutex_
  Worker* timekeeper_ = nullptr;             // the idle worker that sleeps until the next deadline; likewise
  std::vector<std::unique_ptr<Worker>> workers_;  // guarded by idle_mutex_
  std::atomic<int> idle_count_{0};                // of processors
  std::atomic<int> searching_{0};                 // workers that look for something to steal
  std::atomic<Deadline::rep> timekeeper_until_{0};

  std::atomic<std::uint64_t> began_outside_{0}, ended_outside_{0};  // on kernel threads that are no workers
  std::atomic<int> visitors_{0};       // kernel threads that are no workers, in make_runnable()
  std::atomic<bool> draining_{false};  // the destructor waits for live() == 0
  std::atomic<bool> stopping_{false};
  std::mutex drained_mutex_;
  std::condition_variable drained_;
  std::unique_ptr<Monitor> monitor_;
};

}  // namespace weft::runtime
