#include "check/interpose/pthread_types.h"

namespace weft {
namespace {

MutexType type_of_kind(int kind) {
  switch (kind & 3) {
    case PTHREAD_MUTEX_RECURSIVE_NP:
      return MutexType::recursive;
    case PTHREAD_MUTEX_ERRORCHECK_NP:
      return MutexType::errorcheck;
    default:
      return MutexType::normal;
  }
}

}  // namespace

// glibc keeps the kind in the mutex, set by the static initialisers too.
MutexType type_of(const pthread_mutex_t* mutex) { return type_of_kind(mutex->__data.__kind); }

// As glibc does itself: a kind that there is not.
void mark_destroyed(pthread_mutex_t* mutex) { mutex->__data.__kind = -1; }
void mark_initialised(pthread_mutex_t* mutex) { mutex->__data.__kind = 0; }
bool is_destroyed(const pthread_mutex_t* mutex) { return mutex->__data.__kind == -1; }

MutexType type_of(const pthread_mutexattr_t* attributes) {
  int kind = PTHREAD_MUTEX_NORMAL;
  if (attributes != nullptr) pthread_mutexattr_gettype(attributes, &kind);
  return type_of_kind(kind);
}

}  // namespace weft
