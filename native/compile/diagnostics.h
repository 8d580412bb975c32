// What compilers and linkers complain about, as data.
// Threads: pure functions; no locking.
#pragma once

#include <string_view>
#include <vector>

#include "trace/outcome.h"

namespace weft {

// Lines "file:line:column: severity: message" of clang and g++; lines of another shape are left out.
std::vector<Diagnostic> parse_compiler_output(std::string_view text);

// What lld or GNU ld says: undefined symbols (but for those that a runner defines), duplicates, anything that
// is an error. `has_runtime`: the runner has Weft's runtime; where it has not, that is said once.
std::vector<Diagnostic> parse_linker_output(std::string_view text, bool has_runtime);

bool has_error(const std::vector<Diagnostic>& diagnostics);

}  // namespace weft
