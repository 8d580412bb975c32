// What the operating system says about kernel threads. One file a platform.
#pragma once

#include <chrono>
#include <cstdint>

#include "agent/stack.h"

namespace weft::runtime {

Stack system_stack();                                  // null where the system does not tell
long system_thread_id();                               // 0 where threads have none
std::uint32_t system_thread_count();                   // of this process; 0 where the system does not tell
std::chrono::nanoseconds cpu_time_of(long thread_id);  // zero where the system does not tell

}  // namespace weft::runtime
