#include "agent/ticks.h"

#ifdef __EMSCRIPTEN__
#include <algorithm>
#include <atomic>
#endif
#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace weft::runtime {
namespace {

bool counts_evenly() {
#if defined(__x86_64__)
  constexpr unsigned kPowerManagement = 0x80000007, kInvariantCounter = 1u << 8;
  unsigned a = 0, b = 0, c = 0, d = 0;
  return __get_cpuid(kPowerManagement, &a, &b, &c, &d) != 0 && (d & kInvariantCounter) != 0;
#elif defined(__aarch64__)
  return true;
#else
  return false;
#endif
}

}  // namespace

const bool g_has_even_counter = counts_evenly();

#ifdef __EMSCRIPTEN__
// Acquire and release: who has read a later one sees what came before an earlier one.
std::uint64_t clock_ticks() {
  static constinit std::atomic<std::uint64_t> last{0};
  const auto now = static_cast<std::uint64_t>(Clock::now().time_since_epoch().count());
  std::uint64_t seen = last.load(std::memory_order_relaxed), next = 0;
  do next = std::max(now, seen + 1);
  while (!last.compare_exchange_weak(seen, next, std::memory_order_acq_rel));
  return next;
}
#endif

}  // namespace weft::runtime
