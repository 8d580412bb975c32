// Kernel threads only: nobody else waits for the calling one.
#include "weft/scheduler.h"

namespace weft {

void yield() {}
bool should_yield() { return false; }

}  // namespace weft
