// Runs one scenario of a module in a runner process and makes a verdict of whatever becomes of it.
// Threads: call from one thread; starts a process.
// Errors:  Error when the runner is missing; every way a runner can die is a ScenarioOutcome.
#pragma once

#include <filesystem>
#include <string>

#include "run/request.h"
#include "trace/outcome.h"

namespace weft {

struct Runners {
  std::filesystem::path checked;
  std::filesystem::path real;
};

// Beside our own executable.
Runners find_runners();

Result<ScenarioOutcome> run_scenario(const Runners& runners, const std::filesystem::path& module,
                                     const RunRequest& request);

}  // namespace weft
