// verdict: wrong_result
// Why: an atomic section may come before or after what others do, and sees 0 or 1.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <weft/verifier.h>

static atomic_int other_thing, y;

static void *look(void *unused) {
  __VERIFIER_atomic_begin();
  atomic_store(&other_thing, 1);
  assert(atomic_load(&y) == 0);
  __VERIFIER_atomic_end();
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, look, 0);
  atomic_store(&y, 1);
  pthread_join(other, 0);
  return 0;
}
