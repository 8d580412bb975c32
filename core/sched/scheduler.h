// Runs many agents on few kernel threads. weft/scheduler.h is its public face.
//
// Lock order: scope < primitive's own < timers < global queue < idle_mutex_.
// Source: G, M, P, the spinning workers and the wakeup protocol after Go's runtime (proc.go's introduction);
//         taking a processor away without a mark in the program: own, see handover.h.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "agent/asymmetric_fence.h"
#include "agent/poller.h"
#include "agent/stack_pool.h"
#include "sched/fiber_threads.h"
#include "sched/global_queue.h"
#include "sched/handover.h"
#include "sched/processor.h"
#include "sched/task.h"
#include "sched/worker.h"
#include "weft/scheduler.h"

namespace weft::runtime {

struct SchedulerLimits {
  int processors = 0;                  // 0: one for each hardware thread
  std::size_t stack_bytes = 64 << 10;  // of a fiber
  std::chrono::nanoseconds time_slice = std::chrono::milliseconds(10);
  bool monitor = true;
  threading_model model = threading_model::many_to_many;
  Poller* poller = nullptr;  // null: default_poller()
};

class Monitor;

class Scheduler {
 public:
  explicit Scheduler(const SchedulerLimits& limits);
  ~Scheduler();  // waits for all agents to end
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  bool has_thread_for_each_fiber() const { return limits_.model == threading_model::one_to_one; }

  // Puts `agent` in line; from any kernel thread. It must not be in line already.
  void make_runnable(ControlBlock& agent);
  // The same for a new one, which counts from now on. True: the caller has started very many in this turn,
  // and should let them run (let_spawned_run()).
  bool add(ControlBlock& agent);
  void add_on_own_thread(ControlBlock& agent);  // if it has_thread_for_each_fiber()
  // The agent's priority has changed; if it waits in line with others of its old priority, it moves. One that
  // is in a processor's own line keeps its place there.
  void requeue(ControlBlock& agent) { global_.move(agent); }
  // For agents on a stack of ours: waits for the permit (agent/parking.h).
  bool park(ControlBlock& self, Deadline deadline);
  // The calling agent goes to the end of the line.
  void yield();
  // The same for one that gives up its kernel thread by returning to the worker.
  void put_last(ControlBlock& agent);
  void start(Timer& timer);
  // Whether the running agent has had the processor for a time slice.
  bool slice_is_over() const;
  // Runs `call` while others use the processor.
  void block(const std::function<void()>& call);

  // One that has no processor.
  void agent_ended_outside() { ended_without_processor_.fetch_add(1, std::memory_order_release); }
  std::size_t live() const;  // agents that began and did not end
  int processor_count() const { return static_cast<int>(processors_.size()); }
  const TaskBehaviour& task_behaviour() const { return task_behaviour_; }

  // deadlock.cpp: whether nothing here goes on without help from outside. The first is a guess; for the
  // second idle_mutex() is held, so that it stays so.
  bool seems_at_rest() const { return idle_count_.load() == processor_count(); }
  bool is_at_rest() const;
  std::mutex& idle_mutex() { return idle_mutex_; }
  void look_for_deadlock();

 private:
  friend class Monitor;
  static constexpr std::uint32_t kTurnsBetweenOldest = 64;  // fairness without looking at a clock
  // Agents that one may start in a turn. Not more than run before it is its turn again: the line does not
  // grow.
  static constexpr std::uint32_t kFarAhead = kTurnsBetweenOldest - 1;
  // Processor::next is left to its processor for so long.
  static constexpr std::chrono::microseconds kNextIsLeft{3};

  // scheduler_stacks.cpp: how a worker gets from one agent to the next.
  void worker_main(Worker& worker);
  static void stack_main(void* context);
  void loop(StackContext& stack);
  void run_here(Worker& worker, ControlBlock& agent);
  void count_end(Worker& worker);
  void resume(Worker& worker, ControlBlock& agent, Leaving leaving);
  void switch_stack(Worker& worker, StackContext& to, Leaving leaving);
  void arrive(Worker& worker);
  void leave_agent(Worker& worker, ControlBlock& self, Leaving leaving);
  void leave_agent_for(Worker& worker, ControlBlock& self, ControlBlock* next, Leaving leaving);
  StackContext& fresh_stack(Worker& worker);
  void give_back(Worker& worker, StackContext& stack);

  // scheduler_search.cpp: what to run.
  ControlBlock* next_agent(Worker& worker);  // null: nothing at hand
  ControlBlock* pick_agent(Worker& worker);  // the same, inlined into the loop
  ControlBlock* look_around(Processor& processor, std::uint32_t turn);
  ControlBlock* wait_for_agent(Worker& worker);  // null: the worker has no processor any more
  ControlBlock* search(Worker& worker);
  ControlBlock* take_in_order(Processor& processor);
  ControlBlock* take_oldest(Processor& processor);
  ControlBlock* take_rest(Processor& processor);
  static ControlBlock* take_inbox(Processor& processor) {
    return processor.has_inbox() ? take_from_inbox(processor) : nullptr;
  }
  ControlBlock* take_global(Processor& processor, Priority priority) {
    return global_.empty(priority) ? nullptr : take_from_global(processor, priority);
  }
  static ControlBlock* take_from_inbox(Processor& processor);
  ControlBlock* take_from_global(Processor& processor, Priority priority);
  ControlBlock* steal(Worker& thief);
  ControlBlock* steal_from(Processor& thief, Processor& victim);
  ControlBlock* steal_next(Worker& thief, Processor& victim, Deadline now);
  bool anything_to_do() const;

  // scheduler_idle.cpp: who runs.
  // After work was added; fence and order: scheduler_idle.cpp.
  void wake(Begins with = Begins::searching) {
    if (somebody_may_be_idle()) wake_somebody(with);
  }
  bool somebody_may_be_idle() const {
    light_fence();
    return idle_count_.load() != 0;
  }
  void wake_somebody(Begins with);
  void wake(Processor& processor);
  void wake_for_next();
  void woken_in_vain();
  void begin_searching(Worker& worker);
  void end_searching(Worker& worker) {
    if (worker.searching) stop_searching(worker);
  }
  void stop_searching(Worker& worker);
  bool release_processor(Worker& worker);
  void wait_for_processor(Worker& worker);
  void keep_time(Worker& worker);
  bool take_processor_for_timers(Worker& worker);
  void note_timer(Deadline deadline);
  Poller* poller() const { return limits_.poller != nullptr ? limits_.poller : default_poller(); }
  void look_at_poller();
  Deadline earliest_timer() const;
  void run_timers();
  void end_timers(Processor* own, TimerHeap& timers, Deadline now);
  Processor* take_idle_processor();
  Processor* pop_idle_processor();
  void count_idle_processors();
  void tell_if_drained();
  bool stop_at_rest();
  void add_idle_processor(Processor& processor);
  void start_worker(Processor& processor, Begins with);
  void start_blocking(ControlBlock& agent);
  void start_thread_of(Worker& worker);
  Worker& idle_or_new_worker();
  void wait_for_the_only_worker();

  bool add_inside(Worker& worker, ControlBlock& agent);
  bool push_and_leave(Worker& worker, ControlBlock& agent, bool far_ahead);
  bool wake_and_leave(Worker& worker, bool far_ahead);
  bool add_without_processor(ControlBlock& agent);
  void make_runnable_from_outside(ControlBlock& agent);
  void put_next(Processor& processor, ControlBlock& agent);
  void put_elsewhere(ControlBlock& agent);
  // The one that runs the caller, if it is of this scheduler; else null.
  Worker* own_worker() const {
    Worker* const worker = this_worker();
    return worker != nullptr && &worker->scheduler == this ? worker : nullptr;
  }
  static bool needs_other_line(const ControlBlock& agent);
  void enqueue_last(Worker& worker, ControlBlock& agent);

  const SchedulerLimits limits_;
  const TaskBehaviour task_behaviour_{*this};
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
  std::atomic<std::uint32_t> quiet_wakeups_{0};   // Processor::quiet_wakeups starts with it
  const bool searches_long_;                      // there are cores to do it on
  std::atomic<Deadline::rep> timekeeper_until_{0};
  bool timekeeper_polls_ = false;  // guarded by idle_mutex_

  std::atomic<std::uint64_t> began_outside_{0}, ended_without_processor_{0};
  std::atomic<int> visitors_{0};       // kernel threads that are no workers, in make_runnable()
  std::atomic<bool> draining_{false};  // the destructor waits for live() == 0
  std::atomic<bool> stopping_{false};
  ControlBlock* drainer_ = nullptr;  // runs the destructor; written before draining_
  std::unique_ptr<Monitor> monitor_;
  std::unique_ptr<FiberThreads> threads_;  // null but for one_to_one
};

// A new agent is for any processor's line: only one that runs changes its priority or binds itself to a
// worker. Relaxed: as in make_runnable(). What is rare comes last in functions of its own, so that nothing
// has to be kept across a call (of some 60 instructions 20 were for that).
[[gnu::always_inline]] inline bool Scheduler::add(ControlBlock& agent) {
  Worker* const worker = own_worker();
  agent.state.store(AgentState::runnable, std::memory_order_relaxed);
  if (worker == nullptr || worker->in_runtime.load(std::memory_order_relaxed)) [[unlikely]]
    return add_without_processor(agent);
  if (!enters_at_once(*worker) || worker->processor == nullptr) [[unlikely]]
    return add_inside(*worker, agent);
  Processor& processor = *worker->processor;
  const bool far_ahead = processor.count_start() >= kFarAhead;
  if (!processor.newest_first.try_push(&agent)) [[unlikely]]
    return push_and_leave(*worker, agent, far_ahead);
  if (somebody_may_be_idle()) [[unlikely]]
    return wake_and_leave(*worker, far_ahead);
  leave_runtime(*worker);
  return far_ahead;
}

}  // namespace weft::runtime
