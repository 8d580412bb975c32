// Who runs the calling code, in two instructions where the machine allows.
#pragma once

#include "agent/control_block.h"
#include "agent/thread_variable.h"

// Null: not known yet, ask current_agent().
WEFT_DECLARE_THREAD_VARIABLE(weft_current_agent, weft::runtime::ControlBlock)

namespace weft::runtime {

// The running agent, or null where only current_agent() knows.
inline ControlBlock* agent_at_hand() { return read_weft_current_agent(); }

// The scheduler's kernel threads say whom they run. Null: the kernel thread itself.
inline void set_current_agent(ControlBlock* agent) { write_weft_current_agent(agent); }

}  // namespace weft::runtime
