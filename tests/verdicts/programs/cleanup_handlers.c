// verdict: accepted
// Why: a thread that exits early runs its cleanup handlers, the last one first.
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static int cleaned = 0;

static void unlock(void *mutex) { pthread_mutex_unlock(mutex); }
static void count(void *counter) { ++*(int *)counter; }

static void *leave_early(void *result) {
  pthread_mutex_lock(&guard);
  pthread_cleanup_push(unlock, &guard);
  pthread_cleanup_push(count, &cleaned);
  if (result != 0) pthread_exit(result);
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(1);
  return 0;
}

int main(void) {
  pthread_t other;
  void *result = 0;
  pthread_create(&other, 0, leave_early, &cleaned);
  leave_early(0);
  pthread_join(other, &result);
  pthread_mutex_lock(&guard);
  assert(cleaned == 1 && result == &cleaned);
  pthread_mutex_unlock(&guard);
  return 0;
}
