#include "agent/futex.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <ctime>

namespace weft::runtime {
namespace {

// The kernel refuses times before its clock began; those have passed all the same.
timespec timespec_of(Deadline deadline) {
  const auto since_boot = std::max(deadline.time_since_epoch(), Deadline::duration::zero());
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since_boot);
  return {static_cast<std::time_t>(seconds.count()),
          static_cast<long>(std::chrono::nanoseconds(since_boot - seconds).count())};
}

long futex(const std::atomic<std::uint32_t>& word, int operation, std::uint32_t value,
           const timespec* until) {
  return syscall(SYS_futex, &word, operation | FUTEX_PRIVATE_FLAG, value, until, nullptr,
                 FUTEX_BITSET_MATCH_ANY);
}

}  // namespace

// FUTEX_WAIT_BITSET, since it takes an absolute time of the monotonic clock, which is what steady_clock
// reads.
bool futex_wait(const std::atomic<std::uint32_t>& word, std::uint32_t expected, Deadline deadline) {
  if (deadline == kNever) return futex(word, FUTEX_WAIT_BITSET, expected, nullptr), true;
  const timespec until = timespec_of(deadline);
  return futex(word, FUTEX_WAIT_BITSET, expected, &until) == 0 || errno != ETIMEDOUT;
}

void futex_wake(const std::atomic<std::uint32_t>& word, int count) {
  futex(word, FUTEX_WAKE, static_cast<std::uint32_t>(count), nullptr);
}

}  // namespace weft::runtime
