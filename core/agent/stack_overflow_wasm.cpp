#include "agent/stack_overflow.h"

namespace weft::runtime {

// Engines trap on an overflow of their own stacks; there are no signals.
SignalStack::SignalStack() { static_cast<void>(bytes_); }
SignalStack::~SignalStack() { static_cast<void>(memory_); }

}  // namespace weft::runtime
