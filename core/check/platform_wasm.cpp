// Wasm hides its call stack and its locals; JavaScript can read the former (web/runner/side_module.js), and
// has the module write the latter to memory (web/modules/tell_state.mjs).
#include <emscripten/stack.h>

#include <cstdlib>
#include <cstring>
#include <memory>

#include "check/platform.h"

extern "C" {
struct WasmFrame {
  std::uint32_t offset;               // in the module's file
  std::uint32_t called_from_outside;  // by code that is not the module's
};
int weft_js_stack(WasmFrame* frames, int max);  // innermost first
void weft_js_thread_variables(std::uint32_t* range);
char* weft_js_function_name(void* function);  // to be freed
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

std::string function_name(void* function) {
  const std::unique_ptr<char, decltype(&std::free)> name(weft_js_function_name(function), std::free);
  return name.get();
}

ModuleLayout::Range thread_variables_here() {
  std::uint32_t range[2] = {0, 0};
  weft_js_thread_variables(range);
  return {range[0], range[1]};
}

std::uintptr_t stack_pointer_here() { return emscripten_stack_get_current(); }

namespace {

bool g_callers_tell_state = false;
constexpr std::uint32_t kLeadsOutside = 0x77656674;  // as in web/modules/tell_state.mjs
constexpr std::uintptr_t kBlock = 16;                // what CallerStates are aligned to

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9fb21c651e98df25ull;
  return hash ^ (hash >> 32);
}

}  // namespace

bool callers_tell_state() { return g_callers_tell_state; }
void set_callers_tell_state(bool tell) { g_callers_tell_state = tell; }

// Everything from the caller's values up to where the agent's stack begins. Code of others that is on the
// stack keeps values where nobody sees them; what only looks like such a call does no harm.
std::optional<std::uint64_t> capture_state(const ModuleLayout&, Stack stack, const CallerState* caller) {
  const auto low = reinterpret_cast<std::uintptr_t>(caller);
  const auto top = reinterpret_cast<std::uintptr_t>(stack.top());
  if (low < reinterpret_cast<std::uintptr_t>(stack.low) || low >= top) return std::nullopt;
  std::uint64_t hash = 0x1234567ull;
  for (std::uintptr_t at = low; at + kBlock <= top; at += kBlock) {
    std::uint64_t words[2];
    std::memcpy(words, reinterpret_cast<const void*>(at), sizeof words);
    if (words[0] >> 32 == kLeadsOutside) return std::nullopt;
    hash = mix(mix(hash, words[0]), words[1]);
  }
  return hash;
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
