// A coroutine gives its kernel thread away while one agent wakes it and the time is up for another: it goes
// on once, and was woken or has given up.
//
// expect: verified
// mutant: suspends_after_all deadlock core/sync/suspension.cpp
//   - if (waiter.state.compare_exchange_strong(looks, WaiterState::suspended, std::memory_order_acq_rel,
//   std::memory_order_acquire))
//   + waiter.state.store(WaiterState::suspended); if (looks == WaiterState::looks)
// mutant: suspends_without_release data_race core/sync/suspension.cpp
//   - compare_exchange_strong(looks, WaiterState::suspended, std::memory_order_acq_rel,
//   + compare_exchange_strong(looks, WaiterState::suspended, std::memory_order_acquire,
// mutant: woken_waiter_expires deadlock core/sync/suspension.cpp
//   - while (state != WaiterState::woken &&
//   + while (
// mutant: wakeup_under_way_is_not_noticed deadlock core/sync/suspension.cpp
//   - waiter.state.compare_exchange_strong(expired, WaiterState::looks, std::memory_order_acq_rel);
//   + (void)expired;
// mutant: expired_waiter_is_resumed data_race core/sync/waiting.h
//   - case WaiterState::suspended:
//   + case WaiterState::expired: case WaiterState::suspended:
#include "agent/current_agent.h"
#include "agents.h"
#include "sync/waiting.h"
#include "weft/detail/awaitable.h"
#include "weft/spinlock.h"

using namespace weft::runtime;

namespace {

bool park_coroutine(ControlBlock& agent, Deadline);
void resume_coroutine(ControlBlock& agent);
constexpr AgentBehaviour kCoroutine{park_coroutine, resume_coroutine, nullptr};

// What an awaitable does around its suspension, step by step, on whatever kernel thread it goes on.
struct Coroutine {
  ControlBlock agent;  // first: the coroutine is found by it
  Waiter waiter{agent};
  std::binary_semaphore turn{0};  // to go on where it parks
  weft::spinlock lock;
  bool listed = true;  // guarded by lock
  int times = 0;       // it went on
  bool gave_up = false;

  Coroutine() { agent.behaviour = &kCoroutine; }

  bool take_out() {
    lock.lock();
    const bool was_listed = std::exchange(listed, false);
    lock.unlock();
    return was_listed;
  }
  void stop() {
    set_current_agent(&agent);
    const bool suspended = suspend(waiter, this, {});
    set_current_agent(nullptr);
    if (!suspended) go_on();
  }
  void go_on() {
    ++times;
    if (is_woken(waiter)) return;
    gave_up = take_out();
    if (gave_up) return;
    set_current_agent(&agent);
    await_wakeup(waiter, {});
    set_current_agent(nullptr);
  }
};

bool park_coroutine(ControlBlock& agent, Deadline) {
  std::uint8_t permit = ControlBlock::kNoPermit;
  if (agent.permit.compare_exchange_strong(permit, ControlBlock::kParked))
    reinterpret_cast<Coroutine&>(agent).turn.acquire();
  agent.permit.store(ControlBlock::kNoPermit);
  return true;
}

void resume_coroutine(ControlBlock& agent) {
  if (void* const frame = std::exchange(agent.suspended, {}).frame())
    static_cast<Coroutine*>(frame)->go_on();
  else
    reinterpret_cast<Coroutine&>(agent).turn.release();
}

}  // namespace

int main() {
  Coroutine coroutine;
  bool woke = false;
  verify::together([&] { coroutine.stop(); },
                   [&] {
                     woke = coroutine.take_out();
                     if (woke) wake(coroutine.waiter);
                   },
                   [&] { expire(coroutine.waiter); });
  weft::expect_equal(coroutine.times, 1, "times it went on");
  weft::expect(woke != coroutine.gave_up, "it was woken, or has given up");
}
