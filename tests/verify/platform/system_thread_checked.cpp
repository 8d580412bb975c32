// The platform of a checked execution: its kernel threads are model threads, of which the system knows
// nothing.
#include "agent/system_thread.h"

namespace weft::runtime {

Stack system_stack() { return {}; }
long system_thread_id() { return 0; }
std::chrono::nanoseconds cpu_time_of(long) { return {}; }

}  // namespace weft::runtime
