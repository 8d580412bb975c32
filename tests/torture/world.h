// What the agents of one round share, and the counts by which it is judged: what is plain and guarded must
// come out as what is atomic. Threads: any agent; check() when all have ended.
#pragma once

#include <atomic>
#include <string>

#include "random.h"
#include "watchdog.h"
#include "weft/condition_variable.h"
#include "weft/fiber.h"
#include "weft/mutex.h"
#include "weft/priority_mutex.h"
#include "weft/recursive_mutex.h"
#include "weft/semaphore.h"
#include "weft/shared_mutex.h"
#include "weft/spinlock.h"

namespace torture {

// A plain counter under a lock, and how often it was counted.
template <class Lock>
struct Guarded {
  Lock lock;
  int plain = 0;
  std::atomic<int> counted{0};
  bool holds() const { return plain == counted.load(); }
};

struct World {
  World(Watchdog& dog, weft::scheduler& on) : watchdog(dog), scheduler(on) {}

  // Ends the process unless it holds.
  void expect(bool holds, const char* what) const {
    if (!holds) watchdog.fail(what);
  }
  void check() const;

  static constexpr int kPermits = 3;
  static constexpr int kRoom = 4;

  Watchdog& watchdog;
  weft::scheduler& scheduler;
  Guarded<weft::mutex> barging;
  Guarded<weft::mutex> fifo{.lock = weft::mutex(weft::lock_order::fifo)};
  Guarded<weft::recursive_mutex> recursive;
  Guarded<weft::priority_mutex> priority;
  Guarded<weft::shared_mutex> shared;
  Guarded<weft::spinlock> spin;

  weft::counting_semaphore<kPermits> permits{kPermits};
  std::atomic<int> inside{0};

  weft::mutex room_mutex;
  weft::condition_variable room_changed;
  int in_room = 0;  // guarded by room_mutex

  std::atomic<int> begun{0}, ended{0};  // agents
};

// What an agent does: steps chosen by its own numbers. `depth`: how far its children may go on having
// children.
void live(World& world, std::uint64_t seed, int depth);

}  // namespace torture
