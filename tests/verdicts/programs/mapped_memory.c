// verdict: data_race
// Only natively: see "What libraries do out of sight" in core/README.md.
#include <pthread.h>
#include <sys/mman.h>

static int *counter;

static void *count(void *unused) {
  ++*counter;
  return 0;
}

int main(void) {
  counter = mmap(0, sizeof *counter, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  pthread_t other;
  pthread_create(&other, 0, count, 0);
  ++*counter;
  pthread_join(other, 0);
  munmap(counter, sizeof *counter);
  return 0;
}
