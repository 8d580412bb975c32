// verdict: accepted
// Only natively: see "What libraries do out of sight" in core/README.md.
// Why: each execution finds the environment, and its arguments, as they were.
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int x;
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

static void *count(void *unused) {
  pthread_mutex_lock(&m);
  ++x;
  pthread_mutex_unlock(&m);
  return 0;
}

int main(int argc, char **argv) {
  assert(argc == 1 && getenv("WEFT_VERDICT_TEST") == 0);
  *argv = 0;
  setenv("WEFT_VERDICT_TEST", "is set", 1);
  assert(strcmp(getenv("WEFT_VERDICT_TEST"), "is set") == 0);
  time_t start = 0;
  assert(localtime(&start)->tm_mon >= 0);
  pthread_t other;
  pthread_create(&other, 0, count, 0);
  count(0);
  pthread_join(other, 0);
  return x - 2;
}
