// verdict: misuse
// Why: it destroys a mutex while a thread holds it.
#include <pthread.h>

int main(void) {
  pthread_mutex_t guard;
  pthread_mutex_init(&guard, 0);
  pthread_mutex_lock(&guard);
  pthread_mutex_destroy(&guard);
  return 0;
}
