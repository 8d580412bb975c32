// pattern: a mutex is destroyed while a thread has it, or is about to take it
// known from: POSIX.1-2017, pthread_mutex_destroy: undefined for a locked mutex
// verdict: misuse
#include <pthread.h>

#include <thread>

pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

void visit() {
  pthread_mutex_lock(&guard);
  pthread_mutex_unlock(&guard);
}

int main() {
  std::thread visitor(visit);
  pthread_mutex_destroy(&guard);
  visitor.join();
}
