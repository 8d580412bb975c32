// verdict: accepted
// Why: the semaphore is destroyed when nobody can use it any more.
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
  pthread_join(other, 0);
  sem_destroy(&permit);
  return 0;
}
