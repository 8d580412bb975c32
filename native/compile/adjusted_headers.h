// Headers of the installed libstdc++ with three places changed, for checked builds. All are without effect on
// what a program means:
//
// - std::atomic::wait, latch and barrier look 16 times before they sleep. Each look is a choice point, so
//   that a latch for three threads had more executions than any budget. One look is needed: it says what
//   value to sleep on.
// - notify_one() and notify_all() look for waiters without a fence: where the store before them is not
//   sequentially consistent, as in latch::count_down(), the standard's memory model lets them miss one that
//   does not see that store either, so that it sleeps for ever. The standard says that it is woken.
// - std::atomic<std::shared_ptr> lets go of its lock with a relaxed store, a data race by the letter of
//   the standard inside the library (ThreadSanitizer reports it too), where a release is meant.
//
// Made from the installed headers when first needed, and again when those change. None where there is no
// libstdc++.
#pragma once

#include <filesystem>
#include <optional>

#include "compile/compiler.h"

namespace weft {

// A folder to include from before the system's.
std::optional<std::filesystem::path> adjusted_headers(const Compiler& compiler);

}  // namespace weft
