// memcpy() and its like where the compiler leaves the call as it is, as with -fno-builtin: what they read and
// write is told to the checker. Elsewhere the instrumentation puts its own hooks there (memory_hooks.cpp).
#include <string.h>

#include "check/interpose/export.h"
#include "check/interpose/told_access.h"

using weft::g_modelled;
using weft::reads;
using weft::writes;

extern "C" {

WEFT_EXPORT void* memcpy(void* to, const void* from, std::size_t bytes) noexcept {
  if (g_modelled) reads(from, bytes), writes(to, bytes);
  return WEFT_ORIGINAL(memcpy)(to, from, bytes);
}
WEFT_EXPORT void* memmove(void* to, const void* from, std::size_t bytes) noexcept {
  if (g_modelled) reads(from, bytes), writes(to, bytes);
  return WEFT_ORIGINAL(memmove)(to, from, bytes);
}
WEFT_EXPORT void* memset(void* to, int byte, std::size_t bytes) noexcept {
  if (g_modelled) writes(to, bytes);
  return WEFT_ORIGINAL(memset)(to, byte, bytes);
}
WEFT_EXPORT int memcmp(const void* a, const void* b, std::size_t bytes) noexcept {
  if (g_modelled) reads(a, bytes), reads(b, bytes);
  return WEFT_ORIGINAL(memcmp)(a, b, bytes);
}

}  // extern "C"
