// Emscripten's C library keeps cleanup handlers in a list that pthread_exit() here does not see.
#include <pthread.h>

#include "check/interpose/export.h"
#include "check/model.h"

using weft::g_modelled;

extern "C" WEFT_EXPORT void pthread_exit(void* result) {
  if (!g_modelled) WEFT_ORIGINAL(pthread_exit)(result);
  weft::EngineScope scope;
  weft::execution()->exit_agent(result);
}
