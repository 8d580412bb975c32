// Code offsets of a failing execution become places in the student's sources.
// Threads: call from one thread; starts llvm-symbolizer once.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "compile/compiler.h"
#include "trace/outcome.h"

namespace weft {

// Files that places may lie in: absolute path -> the name that people see.
using OwnFiles = std::map<std::string, std::string>;

// Fills Event.where of every event: its innermost frame in `own`. Leaves places that are known already. Heap
// blocks are named by the place that allocated them.
// Without a symbolizer stories lack source lines, verdicts do not change.
void find_places(ScenarioOutcome& scenario, const std::filesystem::path& module, const Compiler& compiler,
                 const OwnFiles& own);

}  // namespace weft
