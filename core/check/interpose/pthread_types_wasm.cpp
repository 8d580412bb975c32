#include "check/interpose/pthread_types.h"

namespace weft {
namespace {

MutexType type_of_kind(int kind) {
  switch (kind & 3) {
    case PTHREAD_MUTEX_RECURSIVE:
      return MutexType::recursive;
    case PTHREAD_MUTEX_ERRORCHECK:
      return MutexType::errorcheck;
    default:
      return MutexType::normal;
  }
}

}  // namespace

// musl keeps the kind in the mutex's first word, set by the static initialisers too.
MutexType type_of(const pthread_mutex_t* mutex) { return type_of_kind(mutex->__u.__i[0]); }

MutexType type_of(const pthread_mutexattr_t* attributes) {
  int kind = PTHREAD_MUTEX_NORMAL;
  if (attributes != nullptr) pthread_mutexattr_gettype(attributes, &kind);
  return type_of_kind(kind);
}

// musl keeps nothing that tells.
void mark_destroyed(pthread_mutex_t*) {}
void mark_initialised(pthread_mutex_t*) {}
bool is_destroyed(const pthread_mutex_t*) { return false; }

}  // namespace weft
