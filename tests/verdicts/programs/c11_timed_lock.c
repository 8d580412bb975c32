// verdict: wrong_result
// Why: the lock may be held for longer than the other thread is willing to wait.
#include <assert.h>
#include <threads.h>
#include <time.h>

static mtx_t guard;

static int wait_a_second(void *unused) {
  struct timespec until;
  timespec_get(&until, TIME_UTC);
  until.tv_sec += 1;
  assert(mtx_timedlock(&guard, &until) == thrd_success);
  mtx_unlock(&guard);
  return 0;
}

int main(void) {
  mtx_init(&guard, mtx_timed);
  thrd_t other;
  thrd_create(&other, wait_a_second, 0);
  mtx_lock(&guard);
  thrd_yield();
  mtx_unlock(&guard);
  thrd_join(other, 0);
  return 0;
}
