// verdict: accepted
// Why: nobody joins a detached thread.
#include <pthread.h>

static void *nothing(void *unused) { return unused; }

int main(void) {
  pthread_t first, second;
  pthread_attr_t detached;
  pthread_create(&first, 0, nothing, 0);
  pthread_detach(first);
  pthread_attr_init(&detached);
  pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
  pthread_create(&second, &detached, nothing, 0);
  pthread_attr_destroy(&detached);
  return 0;
}
