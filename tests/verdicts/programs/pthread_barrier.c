// verdict: accepted
// Why: exactly one thread leaves the barrier as the serial one, and both see what was written before it.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_barrier_t both;
static int values[2];
static int serial[2];

static void arrive(int me) {
  values[me] = 1;
  serial[me] = pthread_barrier_wait(&both) == PTHREAD_BARRIER_SERIAL_THREAD;
  assert(values[1 - me] == 1);
}

static void* other(void* unused) {
  arrive(1);
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_barrier_init(&both, NULL, 2);
  pthread_create(&thread, NULL, other, NULL);
  arrive(0);
  pthread_join(thread, NULL);
  pthread_barrier_destroy(&both);
  assert(serial[0] + serial[1] == 1);
  return 0;
}
