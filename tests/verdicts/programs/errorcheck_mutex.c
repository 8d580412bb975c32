// verdict: accepted
// Why: an error-checking mutex reports a second lock by its owner and an unlock by nobody, instead of
// hanging.
#include <assert.h>
#include <errno.h>
#include <pthread.h>

int main(void) {
  pthread_mutexattr_t kind;
  pthread_mutex_t guard;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&guard, &kind);
  assert(pthread_mutex_lock(&guard) == 0);
  assert(pthread_mutex_lock(&guard) == EDEADLK);
  assert(pthread_mutex_unlock(&guard) == 0);
  assert(pthread_mutex_unlock(&guard) == EPERM);
  pthread_mutex_destroy(&guard);
  pthread_mutexattr_destroy(&kind);
  return 0;
}
