// verdict: memory_error
// says: not the start of a heap block
// Only natively: see "What libraries do out of sight" in core/README.md.
#include <stdlib.h>

static int numbers[4];

int main(void) {
  void *p = numbers;
  free(p);
  return 0;
}
