// Waiting in a loop: in a checked program another agent goes on.
#pragma once

#include <chrono>

#include "weft/scheduler.h"

namespace weft::detail {

class patience {
 public:
  void wait() { yield(); }
};

template <class Lock>
bool try_until(Lock& lock, std::chrono::steady_clock::time_point deadline) {
  for (patience waiting; !lock.try_lock(); waiting.wait())
    if (std::chrono::steady_clock::now() >= deadline) return false;
  return true;
}

}  // namespace weft::detail
