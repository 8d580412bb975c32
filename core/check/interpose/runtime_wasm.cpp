// What belongs to each thread, or ends the program, in Emscripten's runtime. thread_local variables need
// nothing here: each fiber has its own block of them (agent/fiber_jspi.cpp).
#include <cerrno>
#include <string>

#include "check/interpose/export.h"
#include "check/model.h"

using weft::execution;
using weft::g_modelled;

extern "C" {

WEFT_EXPORT int* __errno_location() {
  if (g_modelled) return &execution()->self().error_number;
  return WEFT_ORIGINAL(__errno_location)();
}

// Of -finstrument-functions (atomic_functions.cpp), which has no use for it.
WEFT_EXPORT void* emscripten_return_address(int) { return nullptr; }

WEFT_EXPORT void __assert_fail(const char* expression, const char* file, int line, const char*) {
  if (!g_modelled) __builtin_trap();
  g_modelled = false;
  execution()->fail(weft::Verdict::wrong_result, [&] {
    return std::string("assertion failed: ") + expression + " (" + file + ":" + std::to_string(line) + ")";
  });
}

}  // extern "C"
