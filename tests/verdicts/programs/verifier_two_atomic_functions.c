// verdict: wrong_result
// Why: looking at the lock and taking it are two atomic functions: somebody comes between.
extern void __VERIFIER_assume(int);
#include <assert.h>
void reach_error() { assert(0); }
#include <pthread.h>

int m = 0, inside = 0;

void __VERIFIER_atomic_look() { __VERIFIER_assume(m == 0); }
void __VERIFIER_atomic_take() { m = 1; }
void __VERIFIER_atomic_release() {
  __VERIFIER_assume(m == 1);
  m = 0;
}

void __VERIFIER_atomic_enter() {
  inside++;
  if (inside != 1) reach_error();
}
void __VERIFIER_atomic_leave() { inside--; }

void *thr(void *unused) {
  __VERIFIER_atomic_look();
  __VERIFIER_atomic_take();
  __VERIFIER_atomic_enter();
  __VERIFIER_atomic_leave();
  __VERIFIER_atomic_release();
  return 0;
}

int main() {
  pthread_t t[2];
  for (int i = 0; i < 2; i++) pthread_create(&t[i], 0, thr, 0);
  for (int i = 0; i < 2; i++) pthread_join(t[i], 0);
  return 0;
}
