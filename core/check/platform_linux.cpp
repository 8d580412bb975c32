#include <dlfcn.h>
#include <unwind.h>

#include <cstring>

#include "check/platform.h"

namespace weft {
namespace {

bool in_code(const ModuleLayout& module, std::uintptr_t address) {
  for (const ModuleLayout::Range& range : module.code)
    if (address - range.low < range.bytes) return true;
  return false;
}

struct FrameWalk {
  const ModuleLayout* module;
  std::vector<Frame> frames;
};

// In a walk, a frame's context still holds the callee's frame address: the frame's own stack pointer.
_Unwind_Reason_Code visit_frame(_Unwind_Context* context, void* argument) {
  constexpr std::size_t kMaxFrames = 64;
  auto& walk = *static_cast<FrameWalk*>(argument);
  int before_instruction = 0;
  std::uintptr_t address = _Unwind_GetIPInfo(context, &before_instruction);
  if (address == 0) return _URC_END_OF_STACK;
  if (!before_instruction) --address;  // the call, not what follows it
  const std::uintptr_t stack_pointer = _Unwind_GetCFA(context);
  if (!walk.frames.empty() && walk.frames.back().high == 0) walk.frames.back().high = stack_pointer;
  if (in_code(*walk.module, address))
    walk.frames.push_back({address - walk.module->load_bias, stack_pointer, 0, false});
  return walk.frames.size() < kMaxFrames ? _URC_NO_REASON : _URC_END_OF_STACK;
}

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9fb21c651e98df25ull;
  return hash ^ (hash >> 32);
}

struct StateWalk {
  const ModuleLayout* module;
  std::uintptr_t stack_top;
  std::optional<std::uint64_t> hash;
};

// DWARF numbers of the registers that a call preserves; what else was live, the caller put on its stack.
#if defined(__x86_64__)
constexpr int kPreserved[] = {3, 6, 12, 13, 14, 15};
#elif defined(__aarch64__)
constexpr int kPreserved[] = {19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29};
#endif

// A word of a stack, whatever the sanitizers think of it.
__attribute__((no_sanitize("address"))) std::uint64_t stack_word(std::uintptr_t at) {
  return *reinterpret_cast<const volatile std::uint64_t*>(at);
}

std::uint64_t hash_stack(std::uint64_t hash, std::uintptr_t low, std::uintptr_t top) {
  for (std::uintptr_t at = low; at + 8 <= top; at += 8) hash = mix(hash, stack_word(at));
  return hash;
}

std::uint64_t hash_state(_Unwind_Context* context, const StateWalk& walk) {
  std::uint64_t hash = mix(0x1234567ull, _Unwind_GetIP(context));
  for (int number : kPreserved) hash = mix(hash, _Unwind_GetGR(context, number));
  return hash_stack(hash, _Unwind_GetCFA(context), walk.stack_top);
}

std::uint64_t hash_state(const CallerState& caller, std::uintptr_t stack_top) {
  std::uint64_t hash = mix(0x1234567ull, reinterpret_cast<std::uintptr_t>(caller.return_address));
  for (const std::uint64_t value : caller.preserved) hash = mix(hash, value);
  return hash_stack(hash, reinterpret_cast<std::uintptr_t>(&caller + 1), stack_top);
}

_Unwind_Reason_Code visit_state(_Unwind_Context* context, void* argument) {
  auto& walk = *static_cast<StateWalk*>(argument);
  if (in_code(*walk.module, _Unwind_GetIP(context))) {
    walk.hash = hash_state(context, walk);
    return _URC_END_OF_STACK;
  }
  return _URC_NO_REASON;
}

struct StandingWalk {
  const ModuleLayout* module;
  std::optional<Standing> found;
};

_Unwind_Reason_Code visit_standing(_Unwind_Context* context, void* argument) {
  auto& walk = *static_cast<StandingWalk*>(argument);
  if (!in_code(*walk.module, _Unwind_GetIP(context))) return _URC_NO_REASON;
  Standing& standing = walk.found.emplace();
  standing.code = _Unwind_GetIP(context);
  standing.stack_pointer = _Unwind_GetCFA(context);
  std::size_t i = 0;
  for (int number : kPreserved) standing.registers[i++] = _Unwind_GetGR(context, number);
  return _URC_END_OF_STACK;
}

}  // namespace

std::optional<Standing> capture_standing(const ModuleLayout& module) {
  StandingWalk walk{&module, {}};
  _Unwind_Backtrace(visit_standing, &walk);
  return walk.found;
}

std::vector<Frame> capture_frames(const ModuleLayout& module) {
  FrameWalk walk{&module, {}};
  _Unwind_Backtrace(visit_frame, &walk);
  return std::move(walk.frames);
}

std::string function_name(void* function) {
  Dl_info info;
  const bool known = dladdr(function, &info) != 0 && info.dli_saddr == function && info.dli_sname != nullptr;
  return known ? info.dli_sname : "";
}

ModuleLayout::Range thread_variables_here() { return {}; }

std::uintptr_t stack_pointer_here() { return 0; }

std::optional<std::uint64_t> capture_state(const ModuleLayout& module, Stack stack,
                                           const CallerState* caller) {
  const auto top = reinterpret_cast<std::uintptr_t>(stack.top());
  if (caller != nullptr) return hash_state(*caller, top);
  StateWalk walk{&module, top, {}};
  _Unwind_Backtrace(visit_state, &walk);
  return walk.hash;
}

namespace {
void* g_exception_globals = nullptr;
}

void use_exception_globals(void* globals) { g_exception_globals = globals; }

// The C++ runtimes keep these two words at the start of their globals (Itanium C++ ABI, exception
// handling, 2.2.2).
void save_exception_state(void* (&into)[2]) {
  if (g_exception_globals != nullptr) std::memcpy(into, g_exception_globals, sizeof into);
}
void load_exception_state(void* const (&from)[2]) {
  if (g_exception_globals != nullptr) std::memcpy(g_exception_globals, from, sizeof from);
}

}  // namespace weft
