// A kernel thread that watches the workers of one scheduler: it ends time slices, runs timers that are late,
// and takes the processor from a worker whose agent blocks without having said so.
// Source: Go's sysmon; that Go leaves calls it does not know of alone is where this differs.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "agent/deadline.h"

namespace weft::runtime {

class Scheduler;
struct Processor;
struct Worker;
struct ControlBlock;

class Monitor {
 public:
  explicit Monitor(Scheduler& scheduler);
  ~Monitor();  // ends the thread
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;

  struct Watch {
    std::chrono::microseconds period, patience;
  };

  // There is something to watch again. Any thread; cheap.
  void wake();
  // Nothing seems to go on any more: it finds out. Any thread; cheap.
  void suspect_deadlock();

 private:
  struct Seen {
    std::uint32_t turns = 0;
    Deadline since;
    Deadline oldest_due;
  };
  void main();
  void look(Deadline now);
  bool leaves_next_waiting(const Processor& processor) const;
  void look_at(Worker& worker, Deadline now);
  const Watch& watch(Deadline now) const;
  void rest();
  Deadline look_for_deadlock();

  Scheduler& scheduler_;
  std::unordered_map<Worker*, Seen> seen_;
  Deadline alert_until_;
  std::atomic<bool> resting_{false};
  std::atomic<bool> stopping_{false};
  std::atomic<bool> suspects_deadlock_{false};
  std::chrono::milliseconds patience_{
      0};                          // until it looks again for what only unknown kernel threads can end
  ControlBlock* agent_ = nullptr;  // of its kernel thread; set before the constructor returns
  std::atomic<bool> ready_{false};
  std::thread thread_;
};

}  // namespace weft::runtime
