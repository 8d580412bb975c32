// verdict: deadlock
// Why: a reader that wants to write waits until nobody reads, and it still reads itself.
#include <pthread.h>

static pthread_rwlock_t guard = PTHREAD_RWLOCK_INITIALIZER;

int main(void) {
  pthread_rwlock_rdlock(&guard);
  pthread_rwlock_wrlock(&guard);
  pthread_rwlock_unlock(&guard);
  return 0;
}
