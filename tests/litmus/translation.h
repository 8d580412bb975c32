// The suite's programs as C++: each a scenario on std::thread and std::atomic, which observes its outcome.
#pragma once

#include <string>

#include "check/oracle/program.h"

namespace litmus {

// `name` becomes a WEFT_SCENARIO that observes what the words of `observed` name ("0:r0 x": registers and
// locations), a digit each. `plain`: x is no atomic.
std::string scenario_of(const std::string& name, const weft::oracle::Program& program,
                        const std::string& observed, bool plain = false);

// What goes before the scenarios.
extern const char* const kHeaders;

}  // namespace litmus
