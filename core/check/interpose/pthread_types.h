// What the platform's pthread types say before we ever saw them initialised.
#pragma once

#include <pthread.h>

#include "check/object.h"

namespace weft {

MutexType type_of(const pthread_mutex_t* mutex);
MutexType type_of(const pthread_mutexattr_t* attributes);  // null = default

// In the mutex itself, so that whoever initialises it anew, statically or not, takes that back.
void mark_destroyed(pthread_mutex_t* mutex);
void mark_initialised(pthread_mutex_t* mutex);
bool is_destroyed(const pthread_mutex_t* mutex);

}  // namespace weft
