// verdict: misuse
// says: a semaphore is destroyed while thread 1
// Why: the semaphore is destroyed when the other thread may still be about to take the permit.
#include <pthread.h>
#include <semaphore.h>

static sem_t permit;

static void *take(void *unused) {
  sem_wait(&permit);
  return unused;
}

int main(void) {
  pthread_t other;
  sem_init(&permit, 0, 0);
  pthread_create(&other, 0, take, 0);
  sem_post(&permit);
  sem_destroy(&permit);
  pthread_join(other, 0);
  return 0;
}
