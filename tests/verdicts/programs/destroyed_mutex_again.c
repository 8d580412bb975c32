// verdict: accepted
// Why: a mutex may be initialised again, in whatever way, where one was destroyed.
#include <pthread.h>

static int use(pthread_mutex_t *guard) {
  return pthread_mutex_lock(guard) + pthread_mutex_unlock(guard) + pthread_mutex_destroy(guard);
}

static int local(void) {
  pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
  return use(&guard);
}

int main(void) {
  pthread_mutex_t guard;
  pthread_mutex_init(&guard, 0);
  int errors = use(&guard);
  pthread_mutex_init(&guard, 0);
  return errors + use(&guard) + local() + local();
}
