// verdict: deadlock
// Why: three threads each wait for the next one to end.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static pthread_t threads[3];
static sem_t created, ended;

static void* join_next(void* place) {
  sem_wait(&created);
  pthread_join(*(pthread_t*)place, NULL);
  sem_post(&ended);
  return NULL;
}

int main(void) {
  sem_init(&created, 0, 0);
  sem_init(&ended, 0, 0);
  for (int i = 0; i < 3; ++i) pthread_create(&threads[i], NULL, join_next, &threads[(i + 1) % 3]);
  for (int i = 0; i < 3; ++i) sem_post(&created);
  sem_wait(&ended);
  return 0;
}
