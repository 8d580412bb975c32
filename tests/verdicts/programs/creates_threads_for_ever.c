// verdict: inconclusive
// says: more threads than can be checked
// Only natively: see "What libraries do out of sight" in core/README.md.
// Why: that no more can be started says nothing of the program.
#include <pthread.h>

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static int in_use;

static void *use(void *unused) {
  pthread_mutex_lock(&guard);
  ++in_use;
  --in_use;
  pthread_mutex_unlock(&guard);
  return 0;
}

int main(void) {
  for (;;) {
    pthread_t user;
    pthread_create(&user, 0, use, 0);
    pthread_detach(user);
  }
}
