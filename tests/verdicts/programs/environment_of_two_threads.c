// verdict: data_race
// says: the environment
// Only natively: see "What libraries do out of sight" in core/README.md.
#include <pthread.h>
#include <stdlib.h>

static void *change(void *unused) {
  setenv("WEFT_VERDICT_TEST", "1", 1);
  return 0;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, change, 0);
  char *volatile home = getenv("HOME");
  (void)home;
  pthread_join(other, 0);
  return 0;
}
