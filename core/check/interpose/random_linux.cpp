// Sources of chance. Each execution must find the same numbers, or no schedule would replay.
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

#include "check/interpose/export.h"
#include "check/model.h"

using weft::execution;
using weft::g_modelled;

namespace {

// Starts over with each execution. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number
// generators", OOPSLA 2014.
std::uint64_t next_number() {
  weft::EngineScope scope;
  std::uint64_t& state = execution()->random_state();
  std::uint64_t z = state += 0x9e3779b97f4a7c15ull;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

void fill(void* buffer, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i)
    static_cast<unsigned char*>(buffer)[i] = static_cast<unsigned char>(next_number());
}

}  // namespace

extern "C" {

WEFT_EXPORT int rand() {
  return g_modelled ? static_cast<int>(next_number() & RAND_MAX) : WEFT_ORIGINAL(rand)();
}
WEFT_EXPORT void srand(unsigned seed) {
  if (!g_modelled) return WEFT_ORIGINAL(srand)(seed);
  execution()->random_state() = seed;
}
WEFT_EXPORT long random() {
  return g_modelled ? static_cast<long>(next_number() & RAND_MAX) : WEFT_ORIGINAL(random)();
}
WEFT_EXPORT void srandom(unsigned seed) {
  if (!g_modelled) return WEFT_ORIGINAL(srandom)(seed);
  execution()->random_state() = seed;
}
WEFT_EXPORT double drand48() {
  return g_modelled ? static_cast<double>(next_number() >> 11) * 0x1p-53 : WEFT_ORIGINAL(drand48)();
}
WEFT_EXPORT long lrand48() {
  return g_modelled ? static_cast<long>(next_number() >> 33) : WEFT_ORIGINAL(lrand48)();
}
WEFT_EXPORT void srand48(long seed) {
  if (!g_modelled) return WEFT_ORIGINAL(srand48)(seed);
  execution()->random_state() = static_cast<std::uint64_t>(seed);
}

WEFT_EXPORT ssize_t getrandom(void* buffer, std::size_t bytes, unsigned flags) {
  if (!g_modelled) return WEFT_ORIGINAL(getrandom)(buffer, bytes, flags);
  fill(buffer, bytes);
  return static_cast<ssize_t>(bytes);
}
WEFT_EXPORT int getentropy(void* buffer, std::size_t bytes) {
  if (!g_modelled) return WEFT_ORIGINAL(getentropy)(buffer, bytes);
  fill(buffer, bytes);
  return 0;
}

// libstdc++'s own asks the processor. Ours stands before the one in libstdc++.a
// (native/runner/checked.cmake).
unsigned weft_random_device(void* device) __asm__("_ZNSt13random_device9_M_getvalEv");
WEFT_EXPORT unsigned weft_random_device(void*) { return static_cast<unsigned>(next_number()); }

// Processor time: the virtual time, which goes on with each look.
WEFT_EXPORT clock_t clock() {
  WEFT_UNLESS_MODELLED(clock);
  return static_cast<clock_t>(weft::model::now() / (1'000'000'000 / CLOCKS_PER_SEC));
}

}  // extern "C"
