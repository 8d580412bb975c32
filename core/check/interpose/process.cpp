// Calls that would end the process.
#include <stdlib.h>
#include <unistd.h>

#include "check/interpose/export.h"
#include "check/model.h"

using weft::execution;
using weft::g_modelled;
using weft::Verdict;

namespace {

// A whole program may call exit(); a scenario must return.
[[noreturn]] void leave(const char* function, int status) {
  g_modelled = false;
  if (execution()->settings().is_whole_program) execution()->end_program(status);
  execution()->fail(Verdict::crash, [&] {
    return std::string(function) + "(" + std::to_string(status) +
           ") ended the process before the scenario did";
  });
}

// `by_program`: the one of an uncaught exception comes from elsewhere.
[[noreturn]] void give_up(bool by_program) {
  g_modelled = false;
  if (by_program && execution()->settings().is_benchmark) execution()->rule_out(/*by_abort=*/true);
  execution()->fail(Verdict::crash, "abort() was called");
}

}  // namespace

extern "C" {

WEFT_EXPORT void exit(int status) {
  if (!g_modelled) WEFT_ORIGINAL(exit)(status);
  leave("exit", status);
}
WEFT_EXPORT void _Exit(int status) {
  if (!g_modelled) WEFT_ORIGINAL(_Exit)(status);
  leave("_Exit", status);
}
WEFT_EXPORT void abort() {
  if (!g_modelled) WEFT_ORIGINAL(abort)();
  give_up(weft::is_code(execution()->module(), reinterpret_cast<std::uintptr_t>(WEFT_SITE)));
}
#if defined(__EMSCRIPTEN__)
// What the module itself binds to (web/runner/link_module.js).
WEFT_EXPORT void weft_program_abort() __asm__("__program_abort");
WEFT_EXPORT void weft_program_abort() {
  if (!g_modelled) WEFT_ORIGINAL(abort)();
  give_up(true);
}
#endif

}  // extern "C"
