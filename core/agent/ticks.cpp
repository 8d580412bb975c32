#include "agent/ticks.h"

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

}  // namespace weft::runtime
