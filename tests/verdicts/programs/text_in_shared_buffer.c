// verdict: data_race
// Why: strcpy writes what the other thread prints into at the same time.
#include <pthread.h>
#include <stdio.h>
#include <string.h>

char buffer[32];

static void *copy(void *text) {
  strcpy(buffer, text);
  return 0;
}

int main(int argc, char **argv) {
  pthread_t other;
  pthread_create(&other, 0, copy, argv[0]);
  snprintf(buffer, sizeof buffer, "main %d", argc);
  pthread_join(other, 0);
  return 0;
}
