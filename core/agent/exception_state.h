// The C++ runtime keeps, for each kernel thread, the exceptions that are being handled. Agents that share a
// kernel thread each have their own: swapped when stacks are switched. Source: Itanium C++ ABI, 2.2.2,
// __cxa_eh_globals: a pointer and a counter.
#pragma once

namespace weft::runtime {

struct ExceptionState {
  void* caught = nullptr;
  unsigned uncaught = 0;
};

// Puts the calling kernel thread's state into `from` and sets it to `to`.
void switch_exception_state(ExceptionState& from, const ExceptionState& to);

}  // namespace weft::runtime
