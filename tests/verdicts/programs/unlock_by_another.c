// verdict: misuse
// Why: a mutex must be unlocked by the thread that locked it.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static void* unlock(void* unused) {
  pthread_mutex_unlock(&guard);
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_mutex_lock(&guard);
  pthread_create(&other, NULL, unlock, NULL);
  pthread_join(other, NULL);
  return 0;
}
