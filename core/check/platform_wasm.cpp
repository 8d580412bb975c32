// Wasm hides its call stack and its locals; JavaScript can read the former (web/runner/side_module.js).
#include <emscripten/stack.h>

#include <cstring>

#include "check/platform.h"

// Offsets in the module's file, innermost first.
extern "C" int weft_js_stack(std::uint64_t* frames, int max);

namespace weft {

std::vector<std::uint64_t> capture_frames(const ModuleLayout& module) {
  constexpr int kMaxFrames = 64;
  std::vector<std::uint64_t> frames(kMaxFrames);
  frames.resize(static_cast<std::size_t>(weft_js_stack(frames.data(), kMaxFrames)));
  for (std::uint64_t& frame : frames) frame -= module.code.front().low;
  return frames;
}

std::optional<std::uint64_t> capture_state(const ModuleLayout&, Stack) { return std::nullopt; }

bool has_overflowed(Stack stack) {
  return emscripten_stack_get_current() < reinterpret_cast<std::uintptr_t>(stack.low);
}

namespace {
void* g_exception_globals = nullptr;
}

void use_exception_globals(void* globals) { g_exception_globals = globals; }

// The two words of __cxa_eh_globals (Itanium C++ ABI, exception handling, 2.2.2).
void save_exception_state(void* (&into)[2]) {
  if (g_exception_globals != nullptr) std::memcpy(into, g_exception_globals, sizeof into);
}
void load_exception_state(void* const (&from)[2]) {
  if (g_exception_globals != nullptr) std::memcpy(g_exception_globals, from, sizeof from);
}

}  // namespace weft
