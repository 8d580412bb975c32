#include "agent/asymmetric_fence.h"

namespace weft::runtime {

const bool g_has_membarrier = false;

void heavy_fence() { std::atomic_thread_fence(std::memory_order_seq_cst); }

}  // namespace weft::runtime
