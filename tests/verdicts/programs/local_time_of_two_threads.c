// verdict: data_race
// says: localtime()
// Only natively: see "What libraries do out of sight" in core/README.md.
// Why: both get the same broken-down time.
#include <pthread.h>
#include <time.h>

static void *look(void *unused) {
  time_t now = time(0);
  return localtime(&now);
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, look, 0);
  look(0);
  pthread_join(other, 0);
  return 0;
}
