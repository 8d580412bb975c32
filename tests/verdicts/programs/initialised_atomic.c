// verdict: accepted
// Why: the counter is set before it is read.
#include <stdatomic.h>
#include <stdlib.h>

int main(void) {
  atomic_int *counter = malloc(sizeof *counter);
  atomic_init(counter, 0);
  atomic_fetch_add(counter, 1);
  free(counter);
  return 0;
}
