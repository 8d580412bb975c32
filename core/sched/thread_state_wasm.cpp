#include "sched/thread_state.h"

namespace weft::runtime {

bool sleeps_in_system(long) { return false; }

}  // namespace weft::runtime
