// What is said when the program's C++ runtime gives up: which exception nobody caught, or what else led
// there. Threads: called once, before any execution.
#pragma once

namespace weft {

// `handle`: of the loaded module, whose runtime it is.
void explain_terminate(void* handle);

}  // namespace weft
