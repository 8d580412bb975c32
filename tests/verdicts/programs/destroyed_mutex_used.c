// verdict: misuse
// says: a mutex is locked after it was destroyed: 
// Only natively: musl's mutex does not say that it was destroyed.
// Why: the mutex is locked after it was destroyed.
#include <pthread.h>

int main(void) {
  pthread_mutex_t guard;
  pthread_mutex_init(&guard, 0);
  pthread_mutex_destroy(&guard);
  pthread_mutex_lock(&guard);
  return 0;
}
