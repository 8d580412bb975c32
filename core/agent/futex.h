// Blocking a kernel thread until a 32-bit word changes: the one thing the runtime asks of the kernel to wait.
// One file a platform: futex_linux.cpp, futex_wasm.cpp.
// Threads:  any.
// Blocking: futex_wait only.
#pragma once

#include <atomic>
#include <cstdint>

#include "agent/deadline.h"

namespace weft::runtime {

// Sleeps while `word` holds `expected`. May return for no reason. False: the deadline has passed.
bool futex_wait(const std::atomic<std::uint32_t>& word, std::uint32_t expected, Deadline deadline);

// Wakes up to `count` of the threads that sleep on `word`. The word may be
// gone by now: only its address counts.
void futex_wake(const std::atomic<std::uint32_t>& word, int count);

}  // namespace weft::runtime
