// In Emscripten's C library thrd_current() is another name of pthread_self(), which has its model.
#include <pthread.h>
#include <threads.h>

#include "check/interpose/export.h"

extern "C" WEFT_EXPORT thrd_t thrd_current() { return pthread_self(); }
