// Deadlines of parked agents: a heap for each processor.
// Threads:    any; calls take the heap's lock for O(log n) steps, in which nobody is unparked.
// Ownership:  a Timer lies in the waiting agent's frame; it must be out of the heap before the frame goes.
// Complexity: add and remove O(log n), earliest() O(1) without the lock, as is remove() of one that was due.
// Checked:    tests/verify/programs/timers.cpp, expiring_waiter.cpp.
#pragma once

#include <atomic>
#include <vector>

#include "agent/control_block.h"
#include "agent/deadline.h"
#include "weft/detail/timer.h"
#include "weft/spinlock.h"

namespace weft::runtime {

class TimerHeap {
 public:
  void add(Timer& timer);
  // False: it is due, and was taken out by unpark_due(), which does not look at `timer` any more.
  bool remove(Timer& timer);
  // Unparks the agents, and expires the waiters, whose deadline has passed; how many. None while another
  // thread does so. The order is that of the deadlines, or its reverse.
  enum class Order : std::uint8_t { earliest_first, earliest_last };
  std::size_t unpark_due(Deadline now, Order order = Order::earliest_first);
  // kNever when empty; not later than that of any agent that was not unparked yet. Who sleeps until then is
  // woken by whoever adds an earlier one. Acquire: who was unparked is seen in line.
  Deadline earliest() const {
    return Deadline(Deadline::duration(earliest_.load(std::memory_order_acquire)));
  }

 private:
  static constexpr std::size_t kArity = 4;
  static constexpr std::size_t kTakenAtOnce = 32;  // then others may have the lock
  struct Entry {
    Deadline deadline;
    std::uint32_t slot;
  };
  // Where an entry is, so that moving it touches no agent's frame: each lies in a page of its own.
  struct Slot {
    Timer* timer;
    std::uint32_t index;  // of the entry; of a free slot, the next free one
  };
  struct Due {
    ControlBlock* agent;
    bool is_suspended;
  };
  void place(std::size_t index, Entry entry);
  void sift_up(std::size_t index, Entry entry);
  void sift_down(std::size_t index, Entry entry);
  std::uint32_t take_slot(Timer& timer);
  Timer& take_out(std::size_t index);
  void publish_earliest();
  bool begin_ending();
  std::size_t take_some_due(Deadline now);
  void note_due(Timer& timer);
  static void let_go_on(const Due& due);
  void end_ending();

  spinlock lock_;
  std::vector<Entry> entries_;   // guarded by lock_
  std::vector<Slot> slots_;      // likewise
  std::uint32_t free_slot_ = 0;  // likewise; slots_.size(): none
  bool ending_ = false;          // likewise: a thread is in unpark_due()
  std::vector<Due> due_;         // that thread's
  std::atomic<Deadline::rep> earliest_{kNever.time_since_epoch().count()};
};

}  // namespace weft::runtime
