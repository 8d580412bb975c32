// The time of a coroutine is up while somebody wakes it and, as soon as it goes on, its frame goes: it goes
// on once, and nobody looks at its waiter or its timer any more.
//
// expect: verified
// mutant: timer_is_left_before_its_waiter memory_error core/sched/timers.cpp
//   - before = mark_expired(*timer.waiter);
//   + timer.slot.store(Timer::kNowhere, std::memory_order_release); before = mark_expired(*timer.waiter);
// mutant: expired_waiter_is_not_resumed deadlock core/sched/timers.cpp
//   - if (due.is_suspended) resume_suspended(*due.agent);
//   + if (due.is_suspended) static_cast<void>(due);
#include <memory>

#include "agent/current_agent.h"
#include "agents.h"
#include "sched/timers.h"
#include "sync/waiting.h"
#include "weft/detail/awaitable.h"

using namespace weft::runtime;

namespace {

void resume_coroutine(ControlBlock& agent);
constexpr AgentBehaviour kCoroutine{nullptr, resume_coroutine, nullptr};

struct Frame {
  explicit Frame(ControlBlock& agent) : waiter(agent) {
    timer.deadline = Clock::now();
    timer.waiter = &waiter;
  }
  Waiter waiter;
  Timer timer;
};

// What an awaitable with a limit does around its suspension.
struct Coroutine {
  ControlBlock agent;  // first: the coroutine is found by it
  std::unique_ptr<Frame> frame = std::make_unique<Frame>(agent);
  std::binary_semaphore over{0};
  int times = 0;

  Coroutine() { agent.behaviour = &kCoroutine; }
  void stop() {
    set_current_agent(&agent);
    const bool suspended = suspend(frame->waiter, this, {});
    set_current_agent(nullptr);
    if (!suspended) go_on();
  }
  void go_on() {
    ++times;
    frame->timer.heap->remove(frame->timer);
    frame.reset();
    over.release();
  }
};

void resume_coroutine(ControlBlock& agent) { reinterpret_cast<Coroutine&>(agent).go_on(); }

}  // namespace

int main() {
  TimerHeap heap;
  Coroutine coroutine;
  const Deadline due = coroutine.frame->timer.deadline;
  heap.add(coroutine.frame->timer);
  verify::together(
      [&] {
        coroutine.stop();
        coroutine.over.acquire();
      },
      [&] { heap.unpark_due(due); });
  weft::expect_equal(coroutine.times, 1, "times it went on");
}
