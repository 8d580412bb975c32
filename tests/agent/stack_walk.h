// The functions whose frames a walk of the stack meets, as the unwind tables name them.
#pragma once

#include <unwind.h>

#include <cstdint>
#include <vector>

namespace weft::testing {

struct StackWalk {
  std::vector<void*> functions;  // innermost first; null: an address that no table knows
  _Unwind_Reason_Code end = _URC_NO_REASON;
  bool endless = false;
};

inline _Unwind_Reason_Code visit_function(_Unwind_Context* context, void* argument) {
  constexpr std::size_t kMaxFrames = 200;
  auto& walk = *static_cast<StackWalk*>(argument);
  int before_instruction = 0;
  std::uintptr_t address = _Unwind_GetIPInfo(context, &before_instruction);
  if (address == 0) return _URC_NO_REASON;  // the end
  if (before_instruction) ++address;        // interrupted there; else it follows a call, as is assumed below
  walk.functions.push_back(_Unwind_FindEnclosingFunction(reinterpret_cast<void*>(address)));
  walk.endless = walk.functions.size() == kMaxFrames;
  return walk.endless ? _URC_END_OF_STACK : _URC_NO_REASON;
}

inline StackWalk walk_stack() {
  StackWalk walk;
  walk.end = _Unwind_Backtrace(visit_function, &walk);
  return walk;
}

}  // namespace weft::testing
