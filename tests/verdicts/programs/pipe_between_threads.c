// verdict: accepted
// Only natively: see "What libraries do out of sight" in core/README.md.
// Why: who reads waits until the other has written.
#include <assert.h>
#include <pthread.h>
#include <unistd.h>

static int ends[2];
static int data;

static void *send_it(void *unused) {
  data = 42;
  char ready = 'x';
  write(ends[1], &ready, 1);
  return 0;
}

int main(void) {
  assert(pipe(ends) == 0);
  pthread_t other;
  pthread_create(&other, 0, send_it, 0);
  static char got;
  assert(read(ends[0], &got, 1) == 1);
  assert(got == 'x' && data == 42);
  pthread_join(other, 0);
  close(ends[0]);
  close(ends[1]);
  return 0;
}
