// Runs one scenario in checked mode and tells the outcome.
// Threads: as Execution. Errors: everything the program does is in the outcome.
#pragma once

#include "check/explorer.h"
#include "run/request.h"

namespace weft {

// What a module must offer: its static constructors, then the scenario or main, as one function.
struct CheckedProgram {
  Explorer::Body body = nullptr;
  void* argument = nullptr;
  bool is_whole_program = false;
  std::vector<std::string> unmodelled;  // imports that no model stands for
  bool is_benchmark = false;            // uses what <weft/verifier.h> declares
};

// `crew`: who else may explore; null = nobody. With one, it returns in one process, not always this one.
ScenarioOutcome run_checked(Execution& execution, OutputCapture& output, const CheckedProgram& program,
                            const RunRequest& request, Explorer::Progress progress = {},
                            Crew* crew = nullptr);

}  // namespace weft
