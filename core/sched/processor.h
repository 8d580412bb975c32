// The right to run agents, and the queues that go with it: the P of G, M, P.
// As many as agents may run at once.
// Threads: the worker that holds the processor owns it; what thieves and the monitor touch is marked.
// Source:  Vyukov, "Scalable Go Scheduler Design Doc", 2012.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>

#include "sched/agent_list.h"
#include "sched/fifo_ring.h"
#include "sched/timers.h"
#include "weft/work_stealing_deque.h"

namespace weft::runtime {

class Scope;

struct Processor {
  explicit Processor(int processor_index)
      : index(processor_index), random(0x9e3779b97f4a7c15ull * (processor_index + 1u)) {}

  const int index;

  // Who was woken last, and runs next: whoever woke it is about to wait, more often than not, and its data is
  // in the cache. Others may take it only when it has waited for long (scheduler_search.cpp): two agents that
  // send to each other stay together. Written by the owner; taken by any.
  std::atomic<ControlBlock*> next{nullptr};
  std::uint32_t quiet_wakeups = 0;  // so many more agents are put there without looking for an idle processor

  // Newest first: trees are walked depth first, which keeps few agents alive. Stolen from the other end.
  work_stealing_deque<ControlBlock> newest_first;  // stolen from the other end
  FifoRing in_turn;                                // who gave up its turn; stolen from
  TimerHeap timers;                                // any thread
  // Whose deadline has passed: before newest_first. Newest first, too: when there are more than can be
  // served, most are served in time rather than all too late; thieves, and the owner now and then, take who
  // waits longest. Source: adaptive LIFO, Maurer, "Fail at Scale", ACM Queue 13(8), 2015.
  work_stealing_deque<ControlBlock> due;
  bool ends_timers = false;  // whom the owner unparks now is due

  std::mutex inbox_mutex;
  AgentList inbox;  // must run here; guarded by inbox_mutex
  std::atomic<std::size_t> inbox_size{0};

  std::atomic<bool> idle{true};  // no worker has it; changed under the scheduler's idle_mutex_

  // Written by the owner, read by the monitor. Relaxed: the monitor looks for a change over a long time.
  std::atomic<std::uint32_t> turns{0};     // agents set going
  std::atomic<std::uint32_t> started{0};   // new agents in this turn
  std::atomic<bool> slice_is_over{false};  // set by the monitor: the running agent should yield
  std::atomic<bool> oldest_is_due{false};  // likewise: who is oldest in newest_first has waited for long

  // Agents that began and that ended here. Written by the owner only, so that
  // no two processors share a counter.
  std::atomic<std::uint64_t> began{0}, ended{0};

  std::uint64_t random;  // state of an xorshift generator

  // Children of one scope that ended here and were not yet counted there (scope.h).
  Scope* scope = nullptr;
  std::uint32_t scope_ended = 0;

  // By the owner. A new agent: how many there were in this turn; an agent that has ended.
  std::uint32_t count_start() {
    count(began);
    const std::uint32_t in_this_turn = started.load(std::memory_order_relaxed) + 1;
    started.store(in_this_turn, std::memory_order_relaxed);
    return in_this_turn;
  }
  void count_end() { count(ended); }

  // Relaxed: guesses; whoever acts on one looks again, by an exchange or under a lock.
  bool has_inbox() const { return inbox_size.load(std::memory_order_relaxed) > 0; }
  bool can_be_stolen_from() const { return !newest_first.empty() || !due.empty() || !in_turn.empty(); }
  bool has_next() const { return next.load(std::memory_order_relaxed) != nullptr; }
  // By the owner, who alone puts agents there: an empty place stays empty. Returns who was there; null:
  // nobody. Acquire and release: whoever runs the agent sees what was done before it was put there.
  // Checked: tests/verify/programs/next_agent.cpp.
  ControlBlock* put_next(ControlBlock& agent) {
    if (has_next()) return next.exchange(&agent, std::memory_order_acq_rel);
    next.store(&agent, std::memory_order_release);
    return nullptr;
  }
  // By any.
  ControlBlock* take_next() {
    return has_next() ? next.exchange(nullptr, std::memory_order_acq_rel) : nullptr;
  }

 private:
  // Only the owner writes it. Release: pairs with Scheduler::live().
  static void count(std::atomic<std::uint64_t>& counter) {
    counter.store(counter.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  }
};

}  // namespace weft::runtime
