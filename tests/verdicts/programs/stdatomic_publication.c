// verdict: accepted
// Why: in C11, who acquires the flag also sees what was written before it was released.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static int data = 0;
static atomic_int ready = 0;

static void* publish(void* unused) {
  data = 42;
  atomic_store_explicit(&ready, 1, memory_order_release);
  return unused;
}

int main(void) {
  pthread_t publisher;
  pthread_create(&publisher, NULL, publish, NULL);
  if (atomic_load_explicit(&ready, memory_order_acquire)) assert(data == 42);
  pthread_join(publisher, NULL);
  return 0;
}
