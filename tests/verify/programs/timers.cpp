// A timer ends a wait while the waiter takes it back: when it has, nobody looks at it any more.
//
// expect: verified
// mutant: timer_is_looked_at_without_lock data_race core/sched/timers.cpp
//   - return false; const std::lock_guard mine(lock_); const std::uint32_t slot
//   + return false; const std::uint32_t slot
// mutant: timer_is_left_without_release data_race core/sched/timers.cpp
//   - timer.slot.store(Timer::kNowhere, std::memory_order_release);
//   + timer.slot.store(Timer::kNowhere, std::memory_order_relaxed);
#include "sched/timers.h"

#include <memory>

#include "agent/parking.h"
#include "agents.h"

using namespace weft::runtime;

int main() {
  TimerHeap heap;
  const Deadline due = Clock::now();
  std::atomic<bool> added{false};
  bool late = false;
  std::size_t ended = 0;
  verify::together(
      [&] {
        auto timer = std::make_unique<Timer>();
        timer->deadline = due;
        timer->agent = &current_agent();
        heap.add(*timer);
        added.store(true);
        park({}, due + std::chrono::milliseconds(1));
        late = !heap.remove(*timer);
      },
      [&] {
        while (!added.load()) std::this_thread::yield();
        ended = heap.unpark_due(due);
      });
  weft::expect(late ? ended == 1 : ended == 0 || heap.earliest() == kNever, "the timer is out");
}
