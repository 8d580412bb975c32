// Deadlines of parked agents: a heap for each processor.
// Threads:    any; each call takes the heap's lock.
// Ownership:  a Timer lies in the waiting agent's frame; it must be out of the heap before the frame goes.
// Complexity: add and remove O(log n), earliest() O(1) without the lock.
// Checked:    tests/verify/programs/timers.cpp.
#pragma once

#include <atomic>
#include <mutex>
#include <vector>

#include "agent/control_block.h"
#include "agent/deadline.h"
#include "weft/detail/timer.h"

namespace weft::runtime {

class TimerHeap {
 public:
  void add(Timer& timer);
  // False: it is due, and was taken out by unpark_due(). Returns only when that is done with `timer`.
  bool remove(Timer& timer);
  // Unparks the agents, and expires the waiters, whose deadline has passed; how many.
  std::size_t unpark_due(Deadline now);
  // kNever when empty. Relaxed: who sleeps until then is woken by whoever adds an earlier one.
  Deadline earliest() const {
    return Deadline(Deadline::duration(earliest_.load(std::memory_order_relaxed)));
  }

 private:
  static constexpr std::size_t kArity = 4;  // children of one entry lie in one cache line
  struct Entry {
    Deadline deadline;
    Timer* timer;
  };
  void place(std::size_t index, Entry entry);
  void sift_up(std::size_t index, Entry entry);
  void sift_down(std::size_t index, Entry entry);
  void take_out(std::size_t index);
  void publish_earliest();

  std::mutex mutex_;
  std::vector<Entry> entries_;  // guarded by mutex_
  std::atomic<Deadline::rep> earliest_{kNever.time_since_epoch().count()};
};

}  // namespace weft::runtime
