// What Weft's scheduler does in one real run of a program, for the run's outcome: the same natively and in
// the page. Threads:  begin_ on the thread that then calls the program; end_ on any, also while the program
// still runs. Errors:   std::bad_alloc of end_.
#pragma once

#include <optional>

#include "trace/outcome.h"

namespace weft {

// The calling thread goes by the name of "main" from now on.
void begin_run_recording();

// The latest events; nothing where the program has neither fibers nor tasks and waited for nothing of Weft's.
std::optional<Failure> end_run_recording();

}  // namespace weft
