// A deadline of an agent that waits.
// Ownership: lies in the waiting agent's frame; out of every heap before that goes.
#pragma once

#include <chrono>
#include <cstddef>

namespace weft::runtime {

struct ControlBlock;
struct Waiter;
class TimerHeap;

struct Timer {
  static constexpr std::size_t kNowhere = ~std::size_t{0};

  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  ControlBlock* agent = nullptr;  // unparked when the deadline passes
  Waiter* waiter = nullptr;       // if not null, expires instead
  TimerHeap* heap = nullptr;      // it was added to; guarded by that heap's lock
  std::size_t index = kNowhere;   // in the heap; guarded likewise
};

// For the running agent. Any kernel thread.
void start_timer(Timer& timer);
// Returns only when nobody looks at the timer any more.
void stop_timer(Timer& timer);

}  // namespace weft::runtime
