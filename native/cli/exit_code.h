// Exit codes of `weft`; --help and the README list them.
#pragma once

namespace weft {

enum ExitCode : int {
  kAccepted = 0,      // or: the command did what it was asked
  kFailed = 1,        // a failing verdict
  kInconclusive = 2,  // neither: the budget was spent
  kInternal = 3,      // a bug of ours
  kUsage = 64,        // options or arguments are wrong
  kBadInput = 65,     // a file, an exercise or a schedule is missing or wrong
  kUnavailable = 69,  // no compiler, no runner
};

inline constexpr const char* kExitCodesHelp =
    "Exit codes: 0 accepted or done, 1 a failing verdict, 2 inconclusive, 3 a bug of Weft's,\n"
    "64 wrong usage, 65 bad input (missing file, unknown exercise, malformed toml or schedule),\n"
    "69 something is not installed (see `weft doctor`).";

}  // namespace weft
