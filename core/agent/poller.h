// What an idle kernel thread can sleep in instead of on its futex, so that it also notices what comes from
// outside the program. The I/O layer has one (io/descriptor_poller.h); schedulers know only this.
#pragma once

#include <atomic>
#include <cstdint>

#include "agent/deadline.h"

namespace weft::runtime {

class Poller {
 public:
  virtual ~Poller() = default;
  // Sleeps while `word` holds `expected`, and lets agents go on whose descriptors become ready meanwhile. May
  // return for no reason. no_room: at once, since somebody else sleeps here.
  enum class Slept : std::uint8_t { woken, timed_out, no_room };
  virtual Slept sleep(const std::atomic<std::uint32_t>& word, std::uint32_t expected, Deadline deadline) = 0;
  // Lets agents go on whose descriptors are ready. Any thread; does not block. One load where nobody waits.
  virtual void look() = 0;
  // Whether an agent waits here. Any thread.
  virtual bool anybody_waits() const = 0;
  // The word that somebody sleeps on has changed. Any thread.
  virtual void interrupt() = 0;
};

// The one that schedulers use which have none of their own. Null until the program waits for a descriptor.
Poller* default_poller();
void set_default_poller(Poller* poller);

// park() of a kernel thread that sleeps in `poller` meanwhile, where there is room.
void park_in(Poller& poller, Deadline deadline);

// The calling kernel thread is a worker of a scheduler that uses `poller`; null: the default one.
void note_worker_of(Poller* poller);
// Whether the calling kernel thread is one of those: it or its fellows will
// look at `poller` before they sleep.
bool this_thread_looks_at(const Poller& poller);

}  // namespace weft::runtime
