// Who runs the calling code, in two instructions where the machine allows.
//
// A fiber may go on in another kernel thread after any switch, and a compiler that has computed the address
// of a thread_local once keeps it. Hence current_agent() is not inlined; what must be faster reads the
// variable through an `asm volatile`, which no compiler moves across another or merges with one.
#pragma once

#include "agent/control_block.h"

extern "C" {
// Null: not known yet, ask current_agent().
extern constinit thread_local weft::runtime::ControlBlock* weft_current_agent;
}

namespace weft::runtime {

// The running agent, or null where only current_agent() knows.
inline ControlBlock* agent_at_hand() {
#if defined(WEFT_CHECKED)  // its thread_locals lie elsewhere
  return &current_agent();
#elif defined(__x86_64__)
  ControlBlock* agent;
  asm volatile("movq weft_current_agent@gottpoff(%%rip), %0\n\tmovq %%fs:(%0), %0" : "=r"(agent));
  return agent;
#elif defined(__aarch64__)
  ControlBlock* agent;
  void* base;
  asm volatile(
      "adrp %0, :gottprel:weft_current_agent\n\tldr %0, [%0, #:gottprel_lo12:weft_current_agent]\n\t"
      "mrs %1, tpidr_el0\n\tldr %0, [%1, %0]"
      : "=&r"(agent), "=&r"(base));
  return agent;
#else
  return &current_agent();
#endif
}

}  // namespace weft::runtime
