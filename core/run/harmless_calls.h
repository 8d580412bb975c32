// Functions of the C library that need no model: what they do depends on their arguments alone, or is caught
// elsewhere (output).
#pragma once

#include <string_view>

namespace weft {

bool is_harmless_call(std::string_view name);
// Whether the function at `address` lives in the C library or another library that is neither ours nor the
// C++ runtime.
bool provided_by_c_library(const void* address);

}  // namespace weft
