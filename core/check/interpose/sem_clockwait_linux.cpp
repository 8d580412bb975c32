#include <semaphore.h>

#include "check/interpose/deadline.h"
#include "check/interpose/export.h"
#include "check/model.h"

extern "C" WEFT_EXPORT int sem_clockwait(sem_t* s, clockid_t clock, const timespec* deadline) {
  WEFT_UNLESS_MODELLED(sem_clockwait, s, clock, deadline);
  const int error =
      weft::model::semaphore_wait(reinterpret_cast<std::uintptr_t>(s), weft::deadline_of(deadline));
  if (error == 0) return 0;
  *weft::execution()->error_number() = error;
  return -1;
}
