// verdict: accepted
// It goes away after the last who might wait.
#include <pthread.h>

#include <thread>

pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
bool ready = false;

void wait_for_it() {
  pthread_mutex_lock(&guard);
  while (!ready) pthread_cond_wait(&changed, &guard);
  pthread_mutex_unlock(&guard);
}

int main() {
  std::thread waiter(wait_for_it);
  pthread_mutex_lock(&guard);
  ready = true;
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&guard);
  waiter.join();
  pthread_cond_destroy(&changed);
}
