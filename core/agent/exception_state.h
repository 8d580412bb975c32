// The C++ runtime keeps, for each kernel thread, the exceptions that are being handled. Agents that share a
// kernel thread each have their own: swapped when stacks are switched.
// Source: Itanium C++ ABI, 2.2.2, __cxa_eh_globals: a pointer and a counter.
#pragma once

namespace weft::runtime {

struct ExceptionState {
  void* caught = nullptr;
  unsigned uncaught = 0;
};

// The calling kernel thread's, which stays there as long as it lives.
ExceptionState& exception_state_of_thread();

}  // namespace weft::runtime
