// verdict: deadlock
// Why: each thread may hold the mutex that the other one wants.
#include <threads.h>

static mtx_t left, right;

static int right_first(void *unused) {
  mtx_lock(&right);
  mtx_lock(&left);
  mtx_unlock(&left);
  mtx_unlock(&right);
  return 0;
}

int main(void) {
  mtx_init(&left, mtx_plain);
  mtx_init(&right, mtx_plain);
  thrd_t other;
  thrd_create(&other, right_first, 0);
  mtx_lock(&left);
  mtx_lock(&right);
  mtx_unlock(&right);
  mtx_unlock(&left);
  thrd_join(other, 0);
  return 0;
}
