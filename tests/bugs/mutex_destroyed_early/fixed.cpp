// verdict: accepted
// Destroyed after the last visit.
#include <pthread.h>

#include <thread>

pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

void visit() {
  pthread_mutex_lock(&guard);
  pthread_mutex_unlock(&guard);
}

int main() {
  std::thread visitor(visit);
  visitor.join();
  pthread_mutex_destroy(&guard);
}
