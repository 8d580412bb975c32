// What the C++ compiler emits calls to: guards of function-local statics, destructors of statics and
// thread_locals. Source: Itanium C++ ABI 3.3.3 (guards), 3.3.6 (__cxa_atexit).
#include <cstdint>

#include "check/atomics.h"
#include "check/interpose/export.h"
#include "check/model.h"

namespace model = weft::model;
using weft::execution;
using weft::g_modelled;

namespace {

// The first byte of a guard is read by compiled code with an acquire load: it is an atomic location of its
// own, and the rest of the guard stands for the once.
std::uintptr_t once_of(const void* guard) { return reinterpret_cast<std::uintptr_t>(guard) + 1; }

// Our own code runs on one thread of control: its statics need no more than the done byte.
bool is_done(const std::int64_t* guard) { return *reinterpret_cast<const unsigned char*>(guard) != 0; }

}  // namespace

extern "C" {

int __cxa_guard_acquire(std::int64_t* guard);
void __cxa_guard_release(std::int64_t* guard);
void __cxa_guard_abort(std::int64_t* guard);
int __cxa_atexit(void (*destructor)(void*), void* object, void* module);
int __cxa_thread_atexit(void (*destructor)(void*), void* object, void* module);

WEFT_EXPORT int __cxa_guard_acquire(std::int64_t* guard) {
  if (!g_modelled) return is_done(guard) ? 0 : 1;
  weft::EngineScope scope;
  return model::once_begin(once_of(guard)) ? 1 : 0;
}
WEFT_EXPORT void __cxa_guard_release(std::int64_t* guard) {
  auto* done = reinterpret_cast<volatile unsigned char*>(guard);
  if (!g_modelled) {
    *done = 1;
    return;
  }
  weft::EngineScope scope;
  model::atomic_store(reinterpret_cast<std::uintptr_t>(guard), 1, 1, weft::Order::release);
  model::once_end(once_of(guard), true);
}
WEFT_EXPORT void __cxa_guard_abort(std::int64_t* guard) {
  if (!g_modelled) return;
  weft::EngineScope scope;
  model::once_end(once_of(guard), false);
}

WEFT_EXPORT int __cxa_atexit(void (*destructor)(void*), void* object, void* module) {
  WEFT_UNLESS_MODELLED(__cxa_atexit, destructor, object, module);
  execution()->at_program_exit({destructor, object});
  return 0;
}
WEFT_EXPORT int __cxa_thread_atexit(void (*destructor)(void*), void* object, void* module) {
  if (!g_modelled) return 0;  // our own thread lives as long as the process
  weft::EngineScope scope;
  execution()->self().at_exit.push_back({destructor, object});
  return 0;
}

}  // extern "C"
