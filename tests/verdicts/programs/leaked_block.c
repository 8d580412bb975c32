// verdict: leak
// says: heap block of 12 bytes
// Why: the only pointer to the block is overwritten.
// Only natively: leaks are not looked for.
#include <stdlib.h>

int main(void) {
  int *values = malloc(3 * sizeof *values);
  values[0] = 1;
  values = 0;
  return values != 0;
}
