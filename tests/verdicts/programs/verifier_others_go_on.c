// verdict: wrong_result
// says: reach_error() was called
// Why: a thread whose assumption does not hold waits for ever, but the others go on and may fail.
#include <pthread.h>
#include <stdatomic.h>
#include <weft/verifier.h>

static atomic_int seen;

static void *set(void *unused) {
  atomic_store(&seen, 1);
  __VERIFIER_assume(0);
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, set, 0);
  if (atomic_load(&seen) == 1) reach_error();
  return 0;
}
