// Two sections each of two agents under a mcs lock follow one another; the lock is free afterwards.
//
// expect: verified
// mutant: handover_without_release data_race core/include/weft/mcs_lock.h
//   - next->called.store(true, std::memory_order_release)
//   + next->called.store(true, std::memory_order_relaxed)
// mutant: unlock_overlooks_who_queues_now livelock core/include/weft/mcs_lock.h
//   - if (last_.compare_exchange_strong(last, nullptr, std::memory_order_release, std::memory_order_relaxed))
//   + if (last == &owner_) last_.store(nullptr);
// mutant: owner_keeps_its_node livelock core/include/weft/mcs_lock.h
//   - leave(mine);
#include "weft/mcs_lock.h"

#include "sections.h"

int main() { verify::two_agents_in_turn<weft::mcs_lock>(); }
