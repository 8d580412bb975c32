// verdict: accepted
// Why: main may end by pthread_exit(); the program goes on until the last thread has ended.
#include <pthread.h>

static void *nothing(void *unused) { return unused; }

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, nothing, 0);
  pthread_detach(other);
  pthread_exit(0);
}
