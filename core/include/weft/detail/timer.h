// A deadline of an agent that waits.
// Ownership: lies in the waiting agent's frame; out of every heap before that goes.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace weft::runtime {

struct ControlBlock;
struct Waiter;
class TimerHeap;

struct Timer {
  static constexpr std::uint32_t kNowhere = ~std::uint32_t{0};

  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  ControlBlock* agent = nullptr;  // unparked when the deadline passes
  Waiter* waiter = nullptr;       // if not null, expires instead
  TimerHeap* heap = nullptr;      // it was added to; written before add() returns
  // In the heap; written under its lock. kNowhere again: nobody looks at the timer any more.
  std::atomic<std::uint32_t> slot{kNowhere};
};

// For the running agent. Any kernel thread.
void start_timer(Timer& timer);
// Returns only when nobody looks at the timer any more.
void stop_timer(Timer& timer);

}  // namespace weft::runtime
