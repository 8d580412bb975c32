// verdict: accepted
// Why: a spin lock excludes as a mutex does.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_spinlock_t guard;
static int counter = 0;

static void* add(void* unused) {
  pthread_spin_lock(&guard);
  ++counter;
  pthread_spin_unlock(&guard);
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_spin_init(&guard, PTHREAD_PROCESS_PRIVATE);
  pthread_create(&other, NULL, add, NULL);
  add(NULL);
  pthread_join(other, NULL);
  pthread_spin_destroy(&guard);
  assert(counter == 2);
  return 0;
}
