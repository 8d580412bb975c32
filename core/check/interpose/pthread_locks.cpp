// pthread mutexes, reader-writer locks, spin locks and condition variables.
#include <pthread.h>

#include "check/interpose/deadline.h"
#include "check/interpose/export.h"
#include "check/interpose/pthread_types.h"
#include "check/model.h"

namespace model = weft::model;
using weft::deadline_of;
using weft::EngineScope;
using weft::g_modelled;
using weft::type_of;

namespace {
std::uintptr_t at(const volatile void* object) { return reinterpret_cast<std::uintptr_t>(object); }

void refuse_destroyed(const pthread_mutex_t* m, const char* done) {
  if (weft::is_destroyed(m))
    weft::execution()->fail(weft::Verdict::misuse, [&] {
      return "a mutex is " + std::string(done) + " after it was destroyed: " + model::describe(at(m));
    });
}
}  // namespace

extern "C" {

WEFT_EXPORT int pthread_mutex_init(pthread_mutex_t* m, const pthread_mutexattr_t* attributes) {
  WEFT_UNLESS_MODELLED(pthread_mutex_init, m, attributes);
  weft::mark_initialised(m);
  model::mutex_init(at(m), type_of(attributes));
  return 0;
}
WEFT_EXPORT int pthread_mutex_destroy(pthread_mutex_t* m) {
  WEFT_UNLESS_MODELLED(pthread_mutex_destroy, m);
  refuse_destroyed(m, "destroyed");
  const int error = model::mutex_destroy(at(m));
  weft::mark_destroyed(m);
  return error;
}
WEFT_EXPORT int pthread_mutex_lock(pthread_mutex_t* m) {
  WEFT_UNLESS_MODELLED(pthread_mutex_lock, m);
  refuse_destroyed(m, "locked");
  return model::mutex_lock(at(m), type_of(m));
}
WEFT_EXPORT int pthread_mutex_trylock(pthread_mutex_t* m) {
  WEFT_UNLESS_MODELLED(pthread_mutex_trylock, m);
  return model::mutex_try_lock(at(m), type_of(m));
}
WEFT_EXPORT int pthread_mutex_timedlock(pthread_mutex_t* m, const timespec* deadline) {
  WEFT_UNLESS_MODELLED(pthread_mutex_timedlock, m, deadline);
  return model::mutex_lock(at(m), type_of(m), deadline_of(deadline));
}
WEFT_EXPORT int pthread_mutex_unlock(pthread_mutex_t* m) {
  WEFT_UNLESS_MODELLED(pthread_mutex_unlock, m);
  return model::mutex_unlock(at(m), type_of(m));
}

WEFT_EXPORT int pthread_rwlock_init(pthread_rwlock_t* l, const pthread_rwlockattr_t* attributes) {
  WEFT_UNLESS_MODELLED(pthread_rwlock_init, l, attributes);
  return model::rw_destroy(at(l));
}
WEFT_EXPORT int pthread_rwlock_destroy(pthread_rwlock_t* l) {
  WEFT_UNLESS_MODELLED(pthread_rwlock_destroy, l);
  return model::rw_destroy(at(l));
}
WEFT_EXPORT int pthread_rwlock_rdlock(pthread_rwlock_t* l) {
  WEFT_UNLESS_MODELLED(pthread_rwlock_rdlock, l);
  return model::read_lock(at(l));
}
WEFT_EXPORT int pthread_rwlock_tryrdlock(pthread_rwlock_t* l) {
  WEFT_UNLESS_MODELLED(pthread_rwlock_tryrdlock, l);
  return model::try_read_lock(at(l));
}
WEFT_EXPORT int pthread_rwlock_timedrdlock(pthread_rwlock_t* l, const timespec* deadline) {
  WEFT_UNLESS_MODELLED(pthread_rwlock_timedrdlock, l, deadline);
  return model::read_lock(at(l), deadline_of(deadline));
}
WEFT_EXPORT int pthread_rwlock_wrlock(pthread_rwlock_t* l) {
  WEFT_UNLESS_MODELLED(pthread_rwlock_wrlock, l);
  return model::write_lock(at(l));
}
WEFT_EXPORT int pthread_rwlock_trywrlock(pthread_rwlock_t* l) {
  WEFT_UNLESS_MODELLED(pthread_rwlock_trywrlock, l);
  return model::try_write_lock(at(l));
}
WEFT_EXPORT int pthread_rwlock_timedwrlock(pthread_rwlock_t* l, const timespec* deadline) {
  WEFT_UNLESS_MODELLED(pthread_rwlock_timedwrlock, l, deadline);
  return model::write_lock(at(l), deadline_of(deadline));
}
WEFT_EXPORT int pthread_rwlock_unlock(pthread_rwlock_t* l) {
  WEFT_UNLESS_MODELLED(pthread_rwlock_unlock, l);
  return model::rw_unlock(at(l));
}

WEFT_EXPORT int pthread_spin_init(pthread_spinlock_t* l, int shared) {
  WEFT_UNLESS_MODELLED(pthread_spin_init, l, shared);
  model::mutex_init(at(l), weft::MutexType::normal);
  return 0;
}
WEFT_EXPORT int pthread_spin_destroy(pthread_spinlock_t* l) {
  WEFT_UNLESS_MODELLED(pthread_spin_destroy, l);
  return model::mutex_destroy(at(l));
}
WEFT_EXPORT int pthread_spin_lock(pthread_spinlock_t* l) {
  WEFT_UNLESS_MODELLED(pthread_spin_lock, l);
  return model::mutex_lock(at(l), weft::MutexType::normal);
}
WEFT_EXPORT int pthread_spin_trylock(pthread_spinlock_t* l) {
  WEFT_UNLESS_MODELLED(pthread_spin_trylock, l);
  return model::mutex_try_lock(at(l), weft::MutexType::normal);
}
WEFT_EXPORT int pthread_spin_unlock(pthread_spinlock_t* l) {
  WEFT_UNLESS_MODELLED(pthread_spin_unlock, l);
  return model::mutex_unlock(at(l), weft::MutexType::normal);
}

WEFT_EXPORT int pthread_cond_init(pthread_cond_t* c, const pthread_condattr_t* attributes) {
  WEFT_UNLESS_MODELLED(pthread_cond_init, c, attributes);
  return 0;
}
WEFT_EXPORT int pthread_cond_destroy(pthread_cond_t* c) {
  WEFT_UNLESS_MODELLED(pthread_cond_destroy, c);
  return model::condition_destroy(at(c));
}
WEFT_EXPORT int pthread_cond_wait(pthread_cond_t* c, pthread_mutex_t* m) {
  WEFT_UNLESS_MODELLED(pthread_cond_wait, c, m);
  return model::condition_wait(at(c), at(m), type_of(m));
}
WEFT_EXPORT int pthread_cond_timedwait(pthread_cond_t* c, pthread_mutex_t* m, const timespec* deadline) {
  WEFT_UNLESS_MODELLED(pthread_cond_timedwait, c, m, deadline);
  return model::condition_wait(at(c), at(m), type_of(m), deadline_of(deadline));
}
WEFT_EXPORT int pthread_cond_signal(pthread_cond_t* c) {
  WEFT_UNLESS_MODELLED(pthread_cond_signal, c);
  return model::condition_signal(at(c));
}
WEFT_EXPORT int pthread_cond_broadcast(pthread_cond_t* c) {
  WEFT_UNLESS_MODELLED(pthread_cond_broadcast, c);
  return model::condition_broadcast(at(c));
}

}  // extern "C"
