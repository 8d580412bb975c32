// verdict: leak
// says: thread 1 was neither joined nor detached
// Why: the thread is neither joined nor detached.
#include <pthread.h>

static void *nothing(void *unused) { return unused; }

int main(void) {
  pthread_t other;
  return pthread_create(&other, 0, nothing, 0);
}
