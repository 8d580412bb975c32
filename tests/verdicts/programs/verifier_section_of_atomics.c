// verdict: accepted
// Why: nobody comes between the two halves of an atomic section, not even an atomic operation outside of any.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <weft/verifier.h>

static atomic_int x;

static void *twice(void *unused) {
  __VERIFIER_atomic_begin();
  const int before = atomic_load(&x);
  atomic_store(&x, before + 1);
  __VERIFIER_atomic_end();
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, twice, 0);
  atomic_fetch_add(&x, 10);
  pthread_join(other, 0);
  assert(atomic_load(&x) == 11);
  return 0;
}
