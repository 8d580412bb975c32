#include "sched/scope.h"

#include <utility>

#include "sched/processor.h"
#include "sched/scheduler.h"
#include "sync/waiting.h"
#include "weft/scope.h"

namespace weft {
namespace runtime {

void Scope::end_children(std::int64_t count) {
  // Release: what the children did is seen by the owner; acquire: the owner's waiter is, by whoever counts
  // the last.
  if (pending_.fetch_sub(count, std::memory_order_acq_rel) == count) wake(*waiter_);
}

void Scope::child_failed(std::exception_ptr error) {
  {
    const std::lock_guard lock(error_mutex_);
    if (error_ == nullptr) error_ = std::move(error);
  }
  stop.request_stop();
}

// Release: the last child sees who waits; acquire: what the children did is seen.
bool Scope::line_up(Waiter& owner) {
  waiter_ = &owner;
  const std::int64_t change = std::exchange(owners_children_, 0) - kOwner;
  return pending_.fetch_add(change, std::memory_order_acq_rel) + change == 0;
}

// Relaxed: nobody else counts here any more.
void Scope::begin_again() { pending_.store(kOwner, std::memory_order_relaxed); }

std::exception_ptr Scope::take_error() {
  const std::lock_guard lock(error_mutex_);
  return std::exchange(error_, nullptr);
}

void child_ended(Scope& scope, Processor* processor) {
  if (processor == nullptr) return scope.end_children(1);
  if (processor->scope != &scope) {
    flush_children(*processor);
    processor->scope = &scope;
  }
  ++processor->scope_ended;
}

void flush_children(Processor& processor) {
  if (processor.scope_ended == 0) return;
  std::exchange(processor.scope, nullptr)->end_children(std::exchange(processor.scope_ended, 0));
}

}  // namespace runtime

scope::scope() : core_(std::make_unique<runtime::Scope>(scheduler::current())) {}
scope::scope(scheduler& on) : core_(std::make_unique<runtime::Scope>(on.core())) {}

bool detail::scope_operation::enlist(runtime::Waiter& owner) {
  const bool over = of.line_up(owner);
  if (over) of.begin_again();
  return over;
}

void detail::scope_operation::accept(runtime::Waiter&) { of.begin_again(); }

void detail::scope_operation::result(bool) {
  if (const std::exception_ptr error = of.take_error()) std::rethrow_exception(error);
}

scope::~scope() {
  cancel();
  runtime::perform(detail::scope_operation{*core_}, runtime::kNever);
}

void scope::join() {
  detail::scope_operation joining{*core_};
  runtime::perform(joining, runtime::kNever);
  joining.result(true);
}

void scope::cancel() { core_->stop.request_stop(); }
std::stop_token scope::stop_token() const { return core_->stop.get_token(); }

}  // namespace weft
