// `--budget 10s` or `--budget 5000`: how long to look, in time or in executions.
// Threads: plain values; no locking. Errors: parse_budget() says what is allowed.
#pragma once

#include <string>

#include "contract/result.h"
#include "run/request.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace weft {

// Seconds ("10s", "0.5s", "500ms", "2m", "1h") without a limit on executions, or executions ("5000") without
// one on time.
Result<Budget> parse_budget(const std::string& text, Budget budget);

// Puts what follows --budget into `text`, where parse_budget() takes it.
CLI::Option* add_budget(CLI::App& command, std::string& text);

}  // namespace weft
