// weft/detail/awaitable.h
#include "agent/recording.h"
#include "contract/check.h"
#include "sync/waiting.h"
#include "weft/detail/awaitable.h"

namespace weft::runtime {
namespace {

// Relaxed: shown to people, nothing is decided by it.
void show(ControlBlock& agent, AgentState state, Wait what) {
  agent.state.store(state, std::memory_order_relaxed);
  agent.waits_on.store(what.object, std::memory_order_relaxed);
  agent.reason.store(what.reason, std::memory_order_relaxed);
}

}  // namespace

void resume_suspended(ControlBlock& agent) {
  if (is_recording_now()) [[unlikely]]
    record_unpark(agent);
  agent.behaviour->resume(agent);
}

// Up to the exchange the agent belongs to the caller; afterwards to whoever wakes it. Release: the
// coroutine's frame is seen by who goes on with it; acquire: what was done for a waiter that need not wait.
bool suspend(Waiter& waiter, void* frame, Wait what) {
  ControlBlock& self = *waiter.agent;
  self.suspended = Continuation::at(frame);
  show(self, AgentState::waiting, what);
  if (is_recording_now()) [[unlikely]]
    record(EventKind::park, self, about_wait(self));
  WaiterState looks = WaiterState::looks;
  if (waiter.state.compare_exchange_strong(looks, WaiterState::suspended, std::memory_order_acq_rel,
                                           std::memory_order_acquire))
    return true;
  self.suspended = {};
  show(self, AgentState::running, {});
  if (is_recording_now()) [[unlikely]]
    record(EventKind::start, self);
  return false;
}

// Acquire: what the one who settled it did is seen.
void stay_until_settled(Waiter& waiter, Wait what) {
  WaiterState state = WaiterState::looks;
  waiter.state.compare_exchange_strong(state, WaiterState::sleeps, std::memory_order_acq_rel);
  while (waiter.state.load(std::memory_order_acquire) == WaiterState::sleeps) park(what);
}

// Acquire: the coroutine is suspended wholly before it is resumed; release: what was done before is seen by
// it.
WaiterState mark_expired(Waiter& waiter) {
  WaiterState state = waiter.state.load(std::memory_order_acquire);
  while (state != WaiterState::woken &&
         !waiter.state.compare_exchange_weak(state, WaiterState::expired, std::memory_order_acq_rel,
                                             std::memory_order_acquire)) {
  }
  return state;
}

void expire(Waiter& waiter) {
  ControlBlock& agent = *waiter.agent;
  const WaiterState before = mark_expired(waiter);
  if (before == WaiterState::sleeps) unpark(agent);
  if (before == WaiterState::suspended) resume_suspended(agent);
}

// The orders are those of wait().
void await_wakeup(Waiter& waiter, Wait what) {
  WaiterState expired = WaiterState::expired;
  waiter.state.compare_exchange_strong(expired, WaiterState::looks, std::memory_order_acq_rel);
  wait(waiter, what);
}

}  // namespace weft::runtime
