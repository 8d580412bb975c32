// What the checker asks of the machine about the agent that is running. One file a platform.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agent/stack.h"

namespace weft {

// Where the loaded module lies. Offsets in events and schedules are relative to these.
struct ModuleLayout {
  struct Range {
    std::uintptr_t low = 0;
    std::size_t bytes = 0;
  };
  std::uintptr_t load_bias = 0;
  std::vector<Range> code;
  std::vector<Range> data;  // writable: restored between executions, watched for races
  std::vector<Range>
      others;  // writable memory of libraries that were there before, which may point into a heap
  std::vector<Range> shared;  // writable memory of libraries the module brought in: restored too
  // What its code changes lies there, on its stacks or in its heap: a part of an execution can be undone.
  bool holds_all_state = false;
};

// Whether `address` lies in the module's own data.
inline bool is_variable(const ModuleLayout& module, std::uintptr_t address) {
  return std::any_of(module.data.begin(), module.data.end(),
                     [&](const ModuleLayout::Range& range) { return address - range.low < range.bytes; });
}

inline bool is_code(const ModuleLayout& module, std::uintptr_t address) {
  return std::any_of(module.code.begin(), module.code.end(),
                     [&](const ModuleLayout::Range& range) { return address - range.low < range.bytes; });
}

// A function of the module that waits for what it called.
struct Frame {
  std::uint64_t code = 0;   // offset of the call
  std::uintptr_t low = 0;   // its part of the stack: from where the stack pointer is inside of it
  std::uintptr_t high = 0;  // to where it was before the function was called; 0 = the machine hides it
  bool called_from_outside = false;  // by code of another module; known where the machine hides the rest
};

// Whether what a function has in registers can be found when it calls another that does not return.
#if defined(__wasm__)
inline constexpr bool kShowsAllValues = false;
#else
inline constexpr bool kShowsAllValues = true;
#endif

// Where the thread_local variables of the running agent lie, if they are in one piece and no matter of the
// interposed functions.
ModuleLayout::Range thread_variables_here();

// As the linker calls the function of the module that begins there; empty: it is not known.
std::string function_name(void* function);

// The calls that led here, innermost first, module frames only. Slow: recording only.
std::vector<Frame> capture_frames(const ModuleLayout& module);

// Where the stack of the caller ends now, on machines that hide what a frame takes (wasm); 0 on others.
std::uintptr_t stack_pointer_here();

// Where code of the module called a function of ours, and what it had where memory does not show it: lies on
// the stack, right below the module's own part.
#if defined(__wasm__)
// As web/modules/tell_state.mjs leaves it, before each call that may lead to an atomic read: then come the
// values. Those of the functions that wait for the call lie above, in the same way.
struct CallerState {
  const void* return_address;   // a number of the call
  std::uint32_t leads_outside;  // kLeadsOutside while it may lead to code of others that calls back
};
#else
// What was in the registers that a call preserves, as interpose/read_hooks_*.S leaves it.
struct CallerState {
  std::uint64_t preserved[6];  // x86-64: r15, r14, r13, r12, rbx, rbp
  const void* return_address;
};
#endif

// Whether the hooks of reads find a CallerState. In wasm that depends on the module.
#if defined(__wasm__)
bool callers_tell_state();
void set_callers_tell_state(bool tell);
#else
constexpr bool callers_tell_state() { return true; }
#endif

// Hash of the running agent's registers and stack as its own code left them; none where the machine hides
// them. Fast where `caller` tells; null: it is found out.
std::optional<std::uint64_t> capture_state(const ModuleLayout& module, Stack stack,
                                           const CallerState* caller);

// What decides what the running agent's own code does next, beside memory: where it is in it, and the
// registers that a call preserves.
struct Standing {
  std::uintptr_t code = 0, stack_pointer = 0;
  std::array<std::uint64_t, 11> registers{};
};
// None where the machine hides it. Slow.
std::optional<Standing> capture_standing(const ModuleLayout& module);

// Whether the running agent has used up `stack`. Only where no page protection tells (wasm).
bool has_overflowed(Stack stack);

// Where the program's C++ runtime keeps the exception state of this kernel thread; null = it has none.
void use_exception_globals(void* globals);

// The per-thread state of the C++ exception runtime, swapped when agents switch.
void save_exception_state(void* (&into)[2]);
void load_exception_state(void* const (&from)[2]);

}  // namespace weft
