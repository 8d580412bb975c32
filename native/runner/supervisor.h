// Runs the repetitions of a scenario one after the other and makes one ScenarioOutcome of what they tell.
// Threads: call from the only thread of the process; forks.
#pragma once

#include <string>

#include "run/request.h"
#include "trace/outcome.h"

namespace weft {

ScenarioOutcome run_repetitions(const std::string& module, const RunRequest& request);

}  // namespace weft
