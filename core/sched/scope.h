// How many children a scope still has. Children that end one after another on a processor are counted there
// first (Processor::scope), so that processors do not fight for one counter (100 ns a child instead of 2).
#pragma once

#include <atomic>
#include <exception>
#include <mutex>
#include <stop_token>

#include "agent/control_block.h"
#include "weft/detail/wait_list.h"

namespace weft::runtime {

class Scheduler;
struct Processor;

class Scope {
 public:
  explicit Scope(Scheduler& on) : scheduler(on) {}

  Scheduler& scheduler;
  std::stop_source stop;

  // Relaxed: a child that starts another is counted itself, so the count cannot reach zero before.
  void add_child() { pending_.fetch_add(1, std::memory_order_relaxed); }
  // The last thing that happens to the scope on behalf of these children: it may be gone afterwards.
  void end_children(std::int64_t count);
  void child_failed(std::exception_ptr error);

  // The owner waits for all children; true: they have ended already.
  bool line_up(Waiter& owner);
  // They have ended: others may be added. Relaxed: nobody else uses it then.
  void begin_again() { pending_.store(1, std::memory_order_relaxed); }
  std::exception_ptr take_error();

 private:
  Waiter* owner_ = nullptr;               // who waits; set before its share of the count is given up
  std::atomic<std::int64_t> pending_{1};  // children, and one for the owner until it waits
  std::mutex error_mutex_;
  std::exception_ptr error_;  // the first; guarded by error_mutex_
};

// A child of `scope` ended on `processor`: counted now or a little later.
void child_ended(Scope& scope, Processor* processor);
// Counts what `processor` has put off.
void flush_children(Processor& processor);

}  // namespace weft::runtime
