// verdict: inconclusive
// says: nothing was checked
// Why: no input is as it assumes, so that nothing was checked at all.
#include <weft/verifier.h>

int main(void) {
  unsigned char c = __VERIFIER_nondet_uchar();
  __VERIFIER_assume(c > 3 && c < 3);
  reach_error();
}
