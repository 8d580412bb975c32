// C11's <threads.h>, over the models of pthread: the same objects by other names.
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <threads.h>
#include <time.h>

#include "check/interpose/export.h"
#include "check/interpose/pthread_types.h"
#include "check/model.h"

using weft::execution;
using weft::g_modelled;

namespace {

int outcome_of(int error) {
  switch (error) {
    case 0:
      return thrd_success;
    case EBUSY:
      return thrd_busy;
    case ETIMEDOUT:
      return thrd_timedout;
    case ENOMEM:
      return thrd_nomem;
    default:
      return thrd_error;
  }
}

pthread_mutex_t* pthread(mtx_t* mutex) { return reinterpret_cast<pthread_mutex_t*>(mutex); }
pthread_cond_t* pthread(cnd_t* condition) { return reinterpret_cast<pthread_cond_t*>(condition); }

void* result_of(int result) { return reinterpret_cast<void*>(static_cast<std::intptr_t>(result)); }

// The C11 function returns an int: it is called as what it is, not as a pthread's.
void* run_entry(void* argument) {
  int (*const entry)(void*) = execution()->self().c11_entry;
  return result_of(entry(argument));
}

weft::MutexType type_of(int type) {
  return (type & mtx_recursive) != 0 ? weft::MutexType::recursive : weft::MutexType::normal;
}

}  // namespace

extern "C" {

WEFT_EXPORT int thrd_create(thrd_t* thread, thrd_start_t entry, void* argument) {
  WEFT_UNLESS_MODELLED(thrd_create, thread, entry, argument);
  weft::AgentId id;
  if (weft::model::create(&id, run_entry, argument, false) != 0) return thrd_nomem;
  execution()->agent(id).c11_entry = entry;
  *thread = (thrd_t)(std::uintptr_t)(id.value + 1);  // as threads.cpp makes handles
  return thrd_success;
}
WEFT_EXPORT int thrd_join(thrd_t thread, int* result) {
  void* value = nullptr;
  const int error = pthread_join(thread, &value);
  if (error == 0 && result != nullptr) *result = static_cast<int>(reinterpret_cast<std::intptr_t>(value));
  return outcome_of(error);
}
WEFT_EXPORT int thrd_detach(thrd_t thread) { return outcome_of(pthread_detach(thread)); }
WEFT_EXPORT void thrd_exit(int result) { pthread_exit(result_of(result)); }
WEFT_EXPORT void thrd_yield() { sched_yield(); }
WEFT_EXPORT int thrd_sleep(const timespec* wanted, timespec* left) { return nanosleep(wanted, left); }

WEFT_EXPORT int mtx_init(mtx_t* mutex, int type) {
  WEFT_UNLESS_MODELLED(mtx_init, mutex, type);
  weft::mark_initialised(pthread(mutex));
  weft::model::mutex_init(reinterpret_cast<std::uintptr_t>(mutex), type_of(type));
  return thrd_success;
}
WEFT_EXPORT void mtx_destroy(mtx_t* mutex) { pthread_mutex_destroy(pthread(mutex)); }
WEFT_EXPORT int mtx_lock(mtx_t* mutex) { return outcome_of(pthread_mutex_lock(pthread(mutex))); }
WEFT_EXPORT int mtx_trylock(mtx_t* mutex) { return outcome_of(pthread_mutex_trylock(pthread(mutex))); }
WEFT_EXPORT int mtx_timedlock(mtx_t* mutex, const timespec* deadline) {
  return outcome_of(pthread_mutex_timedlock(pthread(mutex), deadline));
}
WEFT_EXPORT int mtx_unlock(mtx_t* mutex) { return outcome_of(pthread_mutex_unlock(pthread(mutex))); }

WEFT_EXPORT int cnd_init(cnd_t* condition) {
  return outcome_of(pthread_cond_init(pthread(condition), nullptr));
}
WEFT_EXPORT void cnd_destroy(cnd_t* condition) { pthread_cond_destroy(pthread(condition)); }
WEFT_EXPORT int cnd_signal(cnd_t* condition) { return outcome_of(pthread_cond_signal(pthread(condition))); }
WEFT_EXPORT int cnd_broadcast(cnd_t* condition) {
  return outcome_of(pthread_cond_broadcast(pthread(condition)));
}
WEFT_EXPORT int cnd_wait(cnd_t* condition, mtx_t* mutex) {
  return outcome_of(pthread_cond_wait(pthread(condition), pthread(mutex)));
}
WEFT_EXPORT int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* deadline) {
  return outcome_of(pthread_cond_timedwait(pthread(condition), pthread(mutex), deadline));
}

WEFT_EXPORT int tss_create(tss_t* key, tss_dtor_t destructor) {
  return outcome_of(pthread_key_create(key, destructor));
}
WEFT_EXPORT void tss_delete(tss_t key) { pthread_key_delete(key); }
WEFT_EXPORT void* tss_get(tss_t key) { return pthread_getspecific(key); }
WEFT_EXPORT int tss_set(tss_t key, void* value) { return outcome_of(pthread_setspecific(key, value)); }

WEFT_EXPORT void call_once(once_flag* flag, void (*function)()) {
  pthread_once(reinterpret_cast<pthread_once_t*>(flag), function);
}

WEFT_EXPORT int timespec_get(timespec* time, int base) {
  if (!g_modelled) return WEFT_ORIGINAL(timespec_get)(time, base);
  return base == TIME_UTC && clock_gettime(CLOCK_REALTIME, time) == 0 ? base : 0;
}

}  // extern "C"
