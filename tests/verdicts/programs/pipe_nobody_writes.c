// verdict: deadlock
// says: a pipe or socket is ready
// Only natively: see "What libraries do out of sight" in core/README.md.
#include <pthread.h>
#include <unistd.h>

static int ends[2];

static void *receive(void *unused) {
  char got;
  read(ends[0], &got, 1);
  return 0;
}

int main(void) {
  pipe(ends);
  pthread_t other;
  pthread_create(&other, 0, receive, 0);
  pthread_join(other, 0);
  return 0;
}
