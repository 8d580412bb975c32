// verdict: leak
// says: heap block of 12 bytes
// Only natively: the page does not see what is left of a heap.
// Why: the only pointer to the block is overwritten.
#include <stdlib.h>

int main(void) {
  int *values = malloc(3 * sizeof *values);
  values[0] = 1;
  values = 0;
  return values != 0;
}
