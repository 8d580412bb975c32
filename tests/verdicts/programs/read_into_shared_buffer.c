// verdict: data_race
// says: buffer
// Only natively: see "What libraries do out of sight" in core/README.md.
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

static char buffer[16];

static void *fill(void *unused) {
  int zeros = open("/dev/zero", O_RDONLY);
  read(zeros, buffer, sizeof buffer);
  close(zeros);
  return 0;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, fill, 0);
  buffer[3] = 1;
  pthread_join(other, 0);
  return 0;
}
