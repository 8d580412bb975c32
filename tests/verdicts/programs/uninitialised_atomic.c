// verdict: memory_error
// says: an atomic is read that nobody initialised
// Why: the block of the counter comes as it is: nobody set it to 0.
#include <stdatomic.h>
#include <stdlib.h>

int main(void) {
  atomic_int *counter = malloc(sizeof *counter);
  atomic_fetch_add(counter, 1);
  free(counter);
  return 0;
}
