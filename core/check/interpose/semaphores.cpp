// POSIX semaphores and barriers.
#include <pthread.h>
#include <semaphore.h>

#include <cerrno>

#include "check/interpose/deadline.h"
#include "check/interpose/export.h"
#include "check/model.h"

namespace model = weft::model;
using weft::deadline_of;

namespace {

std::uintptr_t at(const volatile void* object) { return reinterpret_cast<std::uintptr_t>(object); }

// sem_* report through errno, which is the agent's own.
int through_errno(int error) {
  if (error == 0) return 0;
  *weft::execution()->error_number() = error;
  return -1;
}

}  // namespace

extern "C" {

WEFT_EXPORT int sem_init(sem_t* s, int shared, unsigned permits) {
  WEFT_UNLESS_MODELLED(sem_init, s, shared, permits);
  model::semaphore_init(at(s), permits);
  return 0;
}
WEFT_EXPORT int sem_destroy(sem_t* s) {
  WEFT_UNLESS_MODELLED(sem_destroy, s);
  return model::semaphore_destroy(at(s));
}
WEFT_EXPORT int sem_wait(sem_t* s) {
  WEFT_UNLESS_MODELLED(sem_wait, s);
  return through_errno(model::semaphore_wait(at(s)));
}
WEFT_EXPORT int sem_trywait(sem_t* s) {
  WEFT_UNLESS_MODELLED(sem_trywait, s);
  return through_errno(model::semaphore_try_wait(at(s)));
}
WEFT_EXPORT int sem_timedwait(sem_t* s, const timespec* deadline) {
  WEFT_UNLESS_MODELLED(sem_timedwait, s, deadline);
  return through_errno(model::semaphore_wait(at(s), deadline_of(deadline)));
}
WEFT_EXPORT int sem_post(sem_t* s) {
  WEFT_UNLESS_MODELLED(sem_post, s);
  return through_errno(model::semaphore_post(at(s)));
}
WEFT_EXPORT int sem_getvalue(sem_t* s, int* value) {
  WEFT_UNLESS_MODELLED(sem_getvalue, s, value);
  *value = model::semaphore_value(at(s));
  return 0;
}

WEFT_EXPORT int pthread_barrier_init(pthread_barrier_t* b, const pthread_barrierattr_t* attributes,
                                     unsigned parties) {
  WEFT_UNLESS_MODELLED(pthread_barrier_init, b, attributes, parties);
  if (parties == 0) return EINVAL;
  model::barrier_init(at(b), parties);
  return 0;
}
WEFT_EXPORT int pthread_barrier_destroy(pthread_barrier_t* b) {
  WEFT_UNLESS_MODELLED(pthread_barrier_destroy, b);
  return model::barrier_destroy(at(b));
}
WEFT_EXPORT int pthread_barrier_wait(pthread_barrier_t* b) {
  WEFT_UNLESS_MODELLED(pthread_barrier_wait, b);
  return model::barrier_wait(at(b)) ? PTHREAD_BARRIER_SERIAL_THREAD : 0;
}

}  // extern "C"
