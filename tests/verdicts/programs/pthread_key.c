// verdict: accepted
// Why: each thread has its own value under a key, and the key's destructor gets it when the thread ends.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_key_t key;
static int destroyed = 0;

static void destroy(void* value) { destroyed += *(int*)value; }

static void* use(void* value) {
  assert(pthread_getspecific(key) == NULL);
  pthread_setspecific(key, value);
  assert(pthread_getspecific(key) == value);
  return NULL;
}

int main(void) {
  int values[2] = {1, 2};
  pthread_t thread;
  pthread_key_create(&key, destroy);
  for (int i = 0; i < 2; ++i) {
    pthread_create(&thread, NULL, use, &values[i]);
    pthread_join(thread, NULL);
  }
  pthread_key_delete(key);
  assert(destroyed == 3);
  return 0;
}
