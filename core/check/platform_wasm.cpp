// Wasm hides its call stack and its locals; JavaScript can read the former (web/runner/side_module.js).
#include <emscripten/stack.h>

#include <cstring>

#include "check/platform.h"

extern "C" {
struct WasmFrame {
  std::uint32_t offset;               // in the module's file
  std::uint32_t called_from_outside;  // by code that is not the module's
};
int weft_js_stack(WasmFrame* frames, int max);  // innermost first
}

namespace weft {

std::vector<Frame> capture_frames(const ModuleLayout& module) {
  constexpr int kMaxFrames = 64;
  // First of all: where the browser's stack is nearly full, it is this that overflows, and not malloc
  // half-way.
  WasmFrame seen[kMaxFrames];
  const int count = weft_js_stack(seen, kMaxFrames);
  std::vector<Frame> frames;
  for (int i = 0; i < count; ++i)
    frames.push_back({seen[i].offset - module.code.front().low, 0, 0, seen[i].called_from_outside != 0});
  return frames;
}

std::uintptr_t stack_pointer_here() { return emscripten_stack_get_current(); }

std::optional<std::uint64_t> capture_state(const ModuleLayout&, Stack, const CallerState*) {
  return std::nullopt;
}

std::optional<Standing> capture_standing(const ModuleLayout&) { return std::nullopt; }

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
