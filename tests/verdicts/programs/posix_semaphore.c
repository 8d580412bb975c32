// verdict: accepted
// Why: sem_wait returns only after sem_post, with everything that was written before the post.
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t filled;
static int item = 0;

static void* produce(void* unused) {
  item = 42;
  sem_post(&filled);
  return unused;
}

int main(void) {
  pthread_t producer;
  sem_init(&filled, 0, 0);
  pthread_create(&producer, NULL, produce, NULL);
  sem_wait(&filled);
  assert(item == 42);
  pthread_join(producer, NULL);
  sem_destroy(&filled);
  return 0;
}
