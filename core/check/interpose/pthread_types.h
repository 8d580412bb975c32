// What the platform's pthread types say before we ever saw them initialised.
#pragma once

#include <pthread.h>

#include "check/object.h"

namespace weft {

MutexType type_of(const pthread_mutex_t* mutex);
MutexType type_of(const pthread_mutexattr_t* attributes);  // null = default

}  // namespace weft
