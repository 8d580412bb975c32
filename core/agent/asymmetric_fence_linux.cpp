#include "agent/asymmetric_fence.h"

#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "contract/check.h"

namespace weft::runtime {
namespace {

// ThreadSanitizer and our own checker see fences, not system calls.
bool register_membarrier() {
#if defined(__SANITIZE_THREAD__) || defined(WEFT_CHECKED) || \
    (defined(__has_feature) && __has_feature(thread_sanitizer))
  return false;
#else
  return syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
#endif
}

}  // namespace

const bool g_has_membarrier = register_membarrier();

void heavy_fence() {
  std::atomic_thread_fence(std::memory_order_seq_cst);
  if (g_has_membarrier) WEFT_CHECK(syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) == 0);
}

}  // namespace weft::runtime
