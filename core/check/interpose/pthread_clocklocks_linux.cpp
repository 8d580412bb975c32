// glibc's variants that name the clock. Virtual deadlines tell the clock by themselves (deadline.h).
#include <pthread.h>
#include <semaphore.h>

#include "check/interpose/deadline.h"
#include "check/interpose/export.h"
#include "check/interpose/pthread_types.h"
#include "check/model.h"

namespace model = weft::model;
using weft::deadline_of;
using weft::type_of;

namespace {
std::uintptr_t at(const volatile void* object) { return reinterpret_cast<std::uintptr_t>(object); }
}  // namespace

extern "C" {

WEFT_EXPORT int pthread_mutex_clocklock(pthread_mutex_t* m, clockid_t clock, const timespec* deadline) {
  WEFT_UNLESS_MODELLED(pthread_mutex_clocklock, m, clock, deadline);
  return model::mutex_lock(at(m), type_of(m), deadline_of(deadline));
}
WEFT_EXPORT int pthread_rwlock_clockrdlock(pthread_rwlock_t* l, clockid_t clock, const timespec* deadline) {
  WEFT_UNLESS_MODELLED(pthread_rwlock_clockrdlock, l, clock, deadline);
  return model::read_lock(at(l), deadline_of(deadline));
}
WEFT_EXPORT int pthread_rwlock_clockwrlock(pthread_rwlock_t* l, clockid_t clock, const timespec* deadline) {
  WEFT_UNLESS_MODELLED(pthread_rwlock_clockwrlock, l, clock, deadline);
  return model::write_lock(at(l), deadline_of(deadline));
}
WEFT_EXPORT int pthread_cond_clockwait(pthread_cond_t* c, pthread_mutex_t* m, clockid_t clock,
                                       const timespec* deadline) {
  WEFT_UNLESS_MODELLED(pthread_cond_clockwait, c, m, clock, deadline);
  return model::condition_wait(at(c), at(m), type_of(m), deadline_of(deadline));
}

}  // extern "C"
