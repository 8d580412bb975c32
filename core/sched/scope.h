// How many children a scope still has. Children that end one after another on a processor are counted there
// first (Processor::scope), so that processors do not fight for one counter (100 ns a child instead of 2).
#pragma once

#include <atomic>
#include <exception>
#include <mutex>
#include <stop_token>

#include "agent/control_block.h"
#include "agent/current_agent.h"
#include "weft/detail/wait_list.h"

namespace weft::runtime {

class Scheduler;
struct Processor;

class Scope {
 public:
  explicit Scope(Scheduler& on) : scheduler(on), owner_(current_agent()) {}

  Scheduler& scheduler;
  std::stop_source stop;

  // Relaxed: a child that starts another is counted itself, so the count cannot reach zero before.
  void add_child() {
    if (agent_at_hand() == &owner_)
      ++owners_children_;
    else
      pending_.fetch_add(1, std::memory_order_relaxed);
  }
  // The last thing that happens to the scope on behalf of these children: it may be gone afterwards.
  void end_children(std::int64_t count);
  void child_failed(std::exception_ptr error);

  // The owner waits for all children; true: they have ended already.
  bool line_up(Waiter& owner);
  // They have ended: others may be added.
  void begin_again();
  std::exception_ptr take_error();

 private:
  static constexpr std::int64_t kOwner = std::int64_t{1} << 40;

  ControlBlock& owner_;
  std::int64_t owners_children_ = 0;  // that the owner has started since it waited last; its own
  Waiter* waiter_ = nullptr;          // the owner's; set before its share of the count is given up
  // Children that others started, less those that have ended, and kOwner until the owner
  // waits: then its own are added in its place, and it is a count of children. So the owner
  // starts one without an atomic operation.
  std::atomic<std::int64_t> pending_{kOwner};
  std::mutex error_mutex_;
  std::exception_ptr error_;  // the first; guarded by error_mutex_
};

// A child of `scope` ended on `processor`: counted now or a little later.
void child_ended(Scope& scope, Processor* processor);
// Counts what `processor` has put off.
void flush_children(Processor& processor);

}  // namespace weft::runtime
