// verdict: accepted
// Only natively: see "What libraries do out of sight" in core/README.md.
// Why: an atomic object of any size is written as a whole.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

struct position {
  long x, y, z;
};
static _Atomic struct position here;
static _Atomic long double sum;

static void *move(void *unused) {
  struct position next = {1, 1, 1};
  atomic_store(&here, next);
  sum += 1.5L;
  return 0;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, move, 0);
  struct position seen = atomic_load(&here);
  assert(seen.x == seen.y && seen.y == seen.z);
  sum += 1.0L;
  pthread_join(other, 0);
  assert(sum == 2.5L);
  return 0;
}
