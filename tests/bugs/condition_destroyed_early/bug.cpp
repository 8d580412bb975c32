// pattern: a condition variable goes away while a thread still waits for it
// known from: POSIX.1-2017, pthread_cond_destroy: undefined while threads are blocked on it
// verdict: misuse
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
  pthread_mutex_unlock(&guard);
  pthread_cond_destroy(&changed);
  waiter.join();
}
