// verdict: misuse
// Why: a thread can be joined once; afterwards its id means nothing.
#include <pthread.h>
#include <stddef.h>

static void* nothing(void* unused) { return unused; }

int main(void) {
  pthread_t other;
  pthread_create(&other, NULL, nothing, NULL);
  pthread_join(other, NULL);
  pthread_join(other, NULL);
  return 0;
}
