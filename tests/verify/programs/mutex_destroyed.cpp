// A mutex that is handed on: whoever waits gets it from the one who unlocks. The last of two agents to go
// through destroys it, even if the unlock() of the other has not returned yet.
//
// expect: verified
// mutant: unlock_touches_it_afterwards data_race core/sync/mutex.cpp
//   - owner_.store(0, std::memory_order_release);
//   + owner_.store(0, std::memory_order_release), calm_unlocks_ = 0;
// mutant: new_owner_does_not_notice crash core/sync/mutex.cpp
//   - if (is_mine()) return accept_handover(self), true;
// mutant: next_owner_is_not_woken deadlock core/sync/mutex.cpp
//   - if (wakes) runtime::wake(*first);
#include <memory>

#include "agents.h"
#include "weft/mutex.h"

namespace {

struct Shared {
  weft::mutex mutex{weft::lock_order::fifo};
  int users = 2;
};

}  // namespace

int main() {
  auto* const shared = new Shared();
  const auto leave = [shared] {
    shared->mutex.lock();
    const bool last = --shared->users == 0;
    shared->mutex.unlock();
    if (last) delete shared;
  };
  verify::together(leave, leave);
}
