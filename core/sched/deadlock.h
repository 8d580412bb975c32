// Whether anything in this process will ever run again (weft/deadlock.h).
#pragma once

#include <string>

namespace weft::runtime {

class Scheduler;

// While a scheduler may have agents.
void watch_for_deadlock(Scheduler& scheduler);
void forget_for_deadlock(Scheduler& scheduler);

enum class Standstill {
  none,                   // somebody runs, or will, or nobody waits
  unless_outsiders_help,  // but for kernel threads of which the runtime does not know what they do
  for_ever,
};
Standstill find_standstill();

// Whoever comes to rest calls this after it said so: if all others seem to rest too, a monitor
// finds out. Of two that come to rest at once the later one sees the other, since both say so
// by sequentially consistent stores.
void suspect_deadlock();

// Tells the handler.
void report_deadlock();

// Who waits for what, and who holds it; for report_deadlock().
std::string describe_deadlock();

}  // namespace weft::runtime
