// The last of two agents to go through a mutex destroys it, even if the unlock() of the other has not
// returned yet.
//
// expect: verified
// mutant: unlock_touches_it_afterwards data_race core/sync/mutex.cpp
//   - owner_.store(0, std::memory_order_release);
//   + owner_.store(0, std::memory_order_release), calm_unlocks_ = 0;
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
