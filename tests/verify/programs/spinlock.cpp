// Two sections each of two agents under a spinlock follow one another.
//
// expect: verified
// mutant: unlock_without_release data_race core/include/weft/spinlock.h
//   - locked_.store(false, std::memory_order_release)
//   + locked_.store(false, std::memory_order_relaxed)
// mutant: lock_without_exchange data_race core/include/weft/spinlock.h
//   - return !locked_.exchange(true, std::memory_order_acquire);
//   + { const bool free = !locked_.load(std::memory_order_acquire); locked_.store(true); return free; }
#include "weft/spinlock.h"

#include "sections.h"

int main() { verify::two_agents_in_turn<weft::spinlock>(); }
