// The cheapest clock there is, for events that happen every few dozen nanoseconds.
// Units:    ticks of the processor's time stamp counter where it counts evenly, else nanoseconds. In wasm no
// two
//           are the same: a browser's clock goes in steps of 5 us and more, and what happens within one would
//           have no order.
// Source:   Intel SDM 18.17.1 (invariant TSC), Arm ARM D12.1 (the virtual counter).
// Rejected: steady_clock, 2.4 times the price of the bare counter.
#pragma once

#include <cstdint>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "agent/deadline.h"

namespace weft::runtime {

// Whether ticks are the processor's own. Constant after the program's start.
extern const bool g_has_even_counter;

#ifdef __EMSCRIPTEN__
std::uint64_t clock_ticks();
#else
inline std::uint64_t clock_ticks() {
  return static_cast<std::uint64_t>(Clock::now().time_since_epoch().count());
}
#endif

// May be read a little before what the caller did last, never after what it does next.
inline std::uint64_t ticks() {
#if defined(__x86_64__)
  if (g_has_even_counter) [[likely]]
    return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
  std::uint64_t count;
  asm volatile("mrs %0, cntvct_el0" : "=r"(count));
  return count;
#endif
  return clock_ticks();
}

// Not before what the caller has read: for what another thread caused, so that causes come first.
inline std::uint64_t ticks_after_loads() {
#if defined(__x86_64__)
  _mm_lfence();
#elif defined(__aarch64__)
  asm volatile("isb" ::: "memory");
#endif
  return ticks();
}

}  // namespace weft::runtime
