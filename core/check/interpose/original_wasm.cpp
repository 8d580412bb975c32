// The originals, by the names that the linker gives them when it wraps (wrapped_wasm.inc).
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

#include "check/interpose/export.h"
#include "contract/check.h"

#define WRAPPED(name) extern "C" decltype(::name) weft_real_##name __asm__("__real_" #name);
#define REPLACED(name)
#define BOUND(name)
#include "check/interpose/wrapped_wasm.inc"
#undef WRAPPED
#undef REPLACED
#undef BOUND

extern "C" int __cxa_atexit(void (*destructor)(void*), void* object, void* module);
extern "C" decltype(__cxa_atexit) weft_real_cxa_atexit __asm__("__real___cxa_atexit");
extern "C" int* weft_real_errno_location() __asm__("__errno_location");

namespace weft {
namespace {

struct Original {
  const char* name;
  void* function;
};

// By hand: the library's strcmp() is interposed itself, and looks for its original here.
bool same(const char* a, const char* b) {
  for (; *a == *b; ++a, ++b)
    if (*a == 0) return true;
  return false;
}

const Original kOriginals[] = {
#define WRAPPED(name) {#name, reinterpret_cast<void*>(weft_real_##name)},
#define REPLACED(name)
#define BOUND(name)
#include "check/interpose/wrapped_wasm.inc"
#undef WRAPPED
#undef REPLACED
#undef BOUND
    {"__cxa_atexit", reinterpret_cast<void*>(weft_real_cxa_atexit)},
    {"__errno_location", reinterpret_cast<void*>(weft_real_errno_location)},
    {"pthread_self", reinterpret_cast<void*>(thrd_current)},  // another name of the same function
};

}  // namespace

void* find_original(const char* name) {
  for (const Original& original : kOriginals)
    if (same(original.name, name)) return original.function;
  WEFT_CHECK(!"an interposed function is missing in wrapped_wasm.inc");
  return nullptr;
}

}  // namespace weft
