#include "sched/scope.h"

#include <utility>

#include "agent/parking.h"
#include "sched/processor.h"
#include "sched/scheduler.h"
#include "weft/scope.h"

namespace weft {
namespace runtime {

void Scope::end_children(std::int64_t count) {
  ControlBlock& owner = owner_;
  // Release: what the children did is seen by the owner; acquire: by whoever counts the last.
  if (pending_.fetch_sub(count, std::memory_order_acq_rel) == count) unpark(owner);
}

void Scope::child_failed(std::exception_ptr error) {
  {
    const std::lock_guard lock(error_mutex_);
    if (error_ == nullptr) error_ = std::move(error);
  }
  stop.request_stop();
}

void Scope::wait_for_children() {
  if (pending_.fetch_sub(1, std::memory_order_acq_rel) != 1)
    while (pending_.load(std::memory_order_acquire) != 0) park({WaitReason::scope, this});
  pending_.store(1, std::memory_order_relaxed);
}

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

scope::~scope() {
  cancel();
  core_->wait_for_children();
}

void scope::join() {
  core_->wait_for_children();
  if (const std::exception_ptr error = core_->take_error()) std::rethrow_exception(error);
}

void scope::cancel() { core_->stop.request_stop(); }
std::stop_token scope::stop_token() const { return core_->stop.get_token(); }

}  // namespace weft
