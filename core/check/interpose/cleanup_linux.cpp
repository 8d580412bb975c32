// pthread_exit() and the cleanup handlers of C programs: the macros of <pthread.h> register a place to jump
// to, which runs the handler and comes back through __pthread_unwind_next(). Source: glibc's <pthread.h>.
#include <pthread.h>
#include <setjmp.h>

#include "check/interpose/export.h"
#include "check/model.h"

using weft::execution;
using weft::g_modelled;

namespace {

// Runs the innermost cleanup handler, or ends the thread when none is left.
[[noreturn]] void unwind_one() {
  weft::Agent& self = execution()->self();
  if (self.cleanups.empty()) execution()->exit_agent(self.result);
  void* const place = self.cleanups.back();
  self.cleanups.pop_back();
  g_modelled = true;
  _longjmp(static_cast<__jmp_buf_tag*>(place), 1);
}

}  // namespace

extern "C" {

void __pthread_register_cancel(__pthread_unwind_buf_t* place);
void __pthread_unregister_cancel(__pthread_unwind_buf_t* place);
void __pthread_unwind_next(__pthread_unwind_buf_t* place);

WEFT_EXPORT void __pthread_register_cancel(__pthread_unwind_buf_t* place) {
  if (g_modelled) execution()->self().cleanups.push_back(place);
}
WEFT_EXPORT void __pthread_unregister_cancel(__pthread_unwind_buf_t*) {
  if (g_modelled) execution()->self().cleanups.pop_back();
}
WEFT_EXPORT void __pthread_unwind_next(__pthread_unwind_buf_t*) {
  g_modelled = false;
  unwind_one();
}

WEFT_EXPORT void pthread_exit(void* result) {
  if (!g_modelled) WEFT_ORIGINAL(pthread_exit)(result);
  g_modelled = false;
  execution()->self().result = result;
  unwind_one();
}

// A blocked thread that is cancelled has no model yet: better no verdict than a wrong one.
WEFT_EXPORT int pthread_cancel(pthread_t thread) {
  if (!g_modelled) return WEFT_ORIGINAL(pthread_cancel)(thread);
  g_modelled = false;
  execution()->fail(weft::Verdict::inconclusive,
                    "pthread_cancel() is not checked: tell the thread to end by a flag");
}

}  // extern "C"
