// Waiting at a primitive that is a spinlock, a line of waiters, and a condition that lets one pass: an
// Operation (detail/awaitable.h), for co_await and for agents that block.
//
// The Primitive has lock_ and waiters_; kWaitReason; and passes(key), called under the lock: true when the
// caller need not wait, which may change the primitive.
#pragma once

#include "weft/detail/awaitable.h"

namespace weft::detail {

struct no_key {};

template <class Primitive, class Key = no_key>
class line_operation {
 public:
  using waiter = runtime::Waiter;
  explicit line_operation(Primitive& at, Key key = {}) : at_(at), key_(key) {}

  bool try_now() { return false; }
  bool enlist(runtime::Waiter& waiter) {
    at_.lock_.lock();
    const bool passes = at_.passes(key_);
    if (!passes) at_.waiters_.push_back(waiter);
    at_.lock_.unlock();
    return passes;
  }
  bool withdraw(runtime::Waiter& waiter) {
    at_.lock_.lock();
    const bool listed = at_.waiters_.remove(waiter);
    at_.lock_.unlock();
    return listed;
  }
  void accept(runtime::Waiter&) {}
  bool result(bool in_time) { return in_time; }
  runtime::Wait what() const { return {Primitive::kWaitReason, &at_}; }

 private:
  Primitive& at_;
  [[no_unique_address]] Key key_;
};

}  // namespace weft::detail
