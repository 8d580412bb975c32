// verdict: accepted
// Why: plain C with pthreads is checked like anything else.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static int counter = 0;

static void* add(void* amount) {
  pthread_mutex_lock(&guard);
  counter += *(const int*)amount;
  pthread_mutex_unlock(&guard);
  return NULL;
}

int main(void) {
  const int amounts[2] = {1, 2};
  pthread_t threads[2];
  for (int i = 0; i < 2; ++i) pthread_create(&threads[i], NULL, add, (void*)&amounts[i]);
  for (int i = 0; i < 2; ++i) pthread_join(threads[i], NULL);
  assert(counter == 3);
  return 0;
}
