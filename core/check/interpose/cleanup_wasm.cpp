// pthread_exit() and the cleanup handlers of C programs: the macros of <pthread.h> link blocks that lie in
// the frames of their functions. Source: musl's <pthread.h>, struct __ptcb.
#include <pthread.h>

#include "check/interpose/export.h"
#include "check/model.h"

using weft::execution;
using weft::g_modelled;

extern "C" {

WEFT_EXPORT void _pthread_cleanup_push(__ptcb* block, void (*handler)(void*), void* argument) {
  WEFT_UNLESS_MODELLED(_pthread_cleanup_push, block, handler, argument);
  block->__f = handler;
  block->__x = argument;
  execution()->self().cleanups.push_back(block);
}

WEFT_EXPORT void _pthread_cleanup_pop(__ptcb* block, int run) {
  if (!g_modelled) return WEFT_ORIGINAL(_pthread_cleanup_pop)(block, run);
  {
    weft::EngineScope scope;
    execution()->self().cleanups.pop_back();
  }
  if (run != 0) block->__f(block->__x);
}

WEFT_EXPORT void pthread_exit(void* result) {
  if (!g_modelled) WEFT_ORIGINAL(pthread_exit)(result);
  auto& cleanups = execution()->self().cleanups;
  while (!cleanups.empty()) {
    const auto* const block = static_cast<__ptcb*>(cleanups.back());
    cleanups.pop_back();
    block->__f(block->__x);
  }
  weft::EngineScope scope;
  execution()->exit_agent(result);
}

}  // extern "C"
