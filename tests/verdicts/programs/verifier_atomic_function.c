// verdict: accepted
// Why: a function whose name says so is an atomic section, here a lock that is waited for by an assumption.
extern void __VERIFIER_assume(int);
#include <assert.h>
void reach_error() { assert(0); }
#include <pthread.h>

int m = 0, inside = 0;

void __VERIFIER_atomic_acquire() {
  __VERIFIER_assume(m == 0);
  m = 1;
}
void __VERIFIER_atomic_release() {
  __VERIFIER_assume(m == 1);
  m = 0;
}

void *thr(void *unused) {
  __VERIFIER_atomic_acquire();
  inside++;
  if (inside != 1) reach_error();
  inside--;
  __VERIFIER_atomic_release();
  return 0;
}

int main() {
  pthread_t t[2];
  for (int i = 0; i < 2; i++) pthread_create(&t[i], 0, thr, 0);
  for (int i = 0; i < 2; i++) pthread_join(t[i], 0);
  return 0;
}
