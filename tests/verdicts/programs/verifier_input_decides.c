// verdict: wrong_result
// Only natively: the page has no inputs of this kind.
// Why: only one of the two inputs leads there; the schedule says which.
extern void __assert_fail(const char *, const char *, unsigned, const char *)
    __attribute__((__noreturn__));
void reach_error() { __assert_fail("0", "input_decides.c", 5, "reach_error"); }
extern _Bool __VERIFIER_nondet_bool(void);
extern void __VERIFIER_atomic_begin(void);
extern void __VERIFIER_atomic_end(void);
#include <pthread.h>

int x, y, seen_y, seen_x, done;

void *writer(void *unused) {
  __VERIFIER_atomic_begin();
  x = 1;
  __VERIFIER_atomic_end();
  __VERIFIER_atomic_begin();
  y = 1;
  done++;
  __VERIFIER_atomic_end();
  return 0;
}

void *reader(void *unused) {
  __VERIFIER_atomic_begin();
  seen_y = y;
  __VERIFIER_atomic_end();
  __VERIFIER_atomic_begin();
  _Bool skips = __VERIFIER_nondet_bool();
  seen_x = skips ? 0 : x;
  done++;
  __VERIFIER_atomic_end();
  return 0;
}

int main() {
  pthread_t a, b;
  pthread_create(&a, 0, writer, 0);
  pthread_create(&b, 0, reader, 0);
  __VERIFIER_atomic_begin();
  int all = done == 2;
  __VERIFIER_atomic_end();
  if (all && seen_y == 1 && seen_x == 0) reach_error();
  return 0;
}
