// Two sections each of two agents under a ticket lock follow one another.
//
// expect: verified
// mutant: unlock_without_release data_race core/include/weft/ticket_lock.h
//   - called_.load(std::memory_order_relaxed) + 1, std::memory_order_release)
//   + called_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed)
// mutant: number_taken_in_two_steps livelock core/include/weft/ticket_lock.h
//   - next_.fetch_add(1, std::memory_order_relaxed)
//   + next_.load(); next_.store(mine + 1)
// mutant: try_lock_in_two_steps data_race core/include/weft/ticket_lock.h
//   - return next_.compare_exchange_strong(free, free + 1, std::memory_order_relaxed);
//   + { const bool mine = next_.load() == free; if (mine) next_.store(free + 1); return mine; }
#include "weft/ticket_lock.h"

#include "sections.h"

int main() { verify::two_agents_in_turn<weft::ticket_lock>(); }
