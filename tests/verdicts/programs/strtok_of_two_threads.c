// verdict: data_race
// says: strtok()
// Only natively: see "What libraries do out of sight" in core/README.md.
#include <pthread.h>
#include <string.h>

static void *split(void *unused) {
  char text[] = "a b c";
  for (char *word = strtok(text, " "); word; word = strtok(0, " ")) {
  }
  return 0;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, split, 0);
  split(0);
  pthread_join(other, 0);
  return 0;
}
