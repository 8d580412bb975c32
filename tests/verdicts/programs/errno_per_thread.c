// verdict: accepted
// Why: errno belongs to the thread, whoever runs in between.
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static void* keep(void* value) {
  errno = *(const int*)value;
  pthread_mutex_lock(&guard);
  pthread_mutex_unlock(&guard);
  assert(errno == *(const int*)value);
  return NULL;
}

int main(void) {
  const int values[2] = {EDOM, ERANGE};
  pthread_t threads[2];
  for (int i = 0; i < 2; ++i) pthread_create(&threads[i], NULL, keep, (void*)&values[i]);
  for (int i = 0; i < 2; ++i) pthread_join(threads[i], NULL);
  return 0;
}
