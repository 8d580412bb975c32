// verdict: wrong_result
// Why: with three threads the counter is 3. How many there are is an input, and an assumption bounds it.
extern int __VERIFIER_nondet_int(void);
extern void __VERIFIER_assume(int);
extern void reach_error(void);
void __VERIFIER_assert(int cond) {
  if (!(cond)) {
  ERROR:
    reach_error();
  }
}
#include <pthread.h>

int x;
pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

void *add(void *unused) {
  pthread_mutex_lock(&m);
  x++;
  pthread_mutex_unlock(&m);
  return 0;
}

int main() {
  int n = __VERIFIER_nondet_int();
  __VERIFIER_assume(n > 0 && n < 4);
  pthread_t t[4];
  for (int i = 0; i < n; i++) pthread_create(&t[i], 0, add, 0);
  for (int i = 0; i < n; i++) pthread_join(t[i], 0);
  __VERIFIER_assert(x == n && x != 3);
  return 0;
}
