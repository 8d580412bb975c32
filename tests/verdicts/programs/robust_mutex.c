// verdict: inconclusive
// says: robust mutexes
// Only natively: see "What libraries do out of sight" in core/README.md.
#include <errno.h>
#include <pthread.h>

static pthread_mutex_t guard;

static void *take(void *unused) {
  pthread_mutex_lock(&guard);
  return 0;
}

int main(void) {
  pthread_mutexattr_t kind;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_setrobust(&kind, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&guard, &kind);
  pthread_t other;
  pthread_create(&other, 0, take, 0);
  pthread_join(other, 0);
  if (pthread_mutex_lock(&guard) == EOWNERDEAD) pthread_mutex_consistent(&guard);
  pthread_mutex_unlock(&guard);
  return 0;
}
