// verdict: accepted
// Only natively: see "What libraries do out of sight" in core/README.md.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <time.h>

static void *work(void *unused) {
  pthread_attr_t mine;
  assert(pthread_getattr_np(pthread_self(), &mine) == 0);
  void *stack;
  size_t bytes;
  pthread_attr_getstack(&mine, &stack, &bytes);
  pthread_attr_destroy(&mine);
  assert((char *)&bytes - (char *)stack < (long)bytes);
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(0, &one);
  assert(pthread_setaffinity_np(pthread_self(), sizeof one, &one) == 0);
  return (void *)2;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, work, 0);
  assert(pthread_setname_np(other, "worker") == 0);
  assert(pthread_kill(other, 0) == 0);
  void *result = 0;
  int error = pthread_tryjoin_np(other, &result);
  if (error != 0) {
    assert(error == EBUSY);
    assert(pthread_join(other, &result) == 0);
  }
  assert(result == (void *)2);
  return 0;
}
