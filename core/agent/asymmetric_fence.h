// A fence of which one side is nearly free: for handshakes between a path that is taken all the time and one
// that is taken when somebody goes idle. Where one thread calls light_fence() between its store and its load,
// and another heavy_fence() between its own, at least one of the two sees the other's store.
// Complexity: light: nothing but a compiler barrier where the system has membarrier(2), else a full fence;
//             heavy: some microseconds, an interrupt to every processor that runs a thread of ours.
// Checked:    tests/litmus/patterns.h, StoreBufferingAsymmetric.
// Source:     the store-buffering litmus test; Linux, membarrier(2), MEMBARRIER_CMD_PRIVATE_EXPEDITED.
#pragma once

#include <atomic>

namespace weft::runtime {

// Whether this process may use membarrier. Constant after the program's start.
extern const bool g_has_membarrier;

inline void light_fence() {
  if (g_has_membarrier) [[likely]]
    std::atomic_signal_fence(std::memory_order_seq_cst);
  else
    std::atomic_thread_fence(std::memory_order_seq_cst);
}

void heavy_fence();

}  // namespace weft::runtime
