// A program as the public verification benchmarks have them. `weft check` tries its inputs; here a few lines
// stand in for the checker, which give one.
//
// prints: 1 + 2 + 3 is 6
#include "weft/verifier.h"

#include <cstdio>
#include <cstdlib>

int sum_up_to(int n) { return n == 0 ? 0 : n + sum_up_to(n - 1); }

void check_sum() {
  const int n = __VERIFIER_nondet_uchar();
  __VERIFIER_assume(n > 0 && n < 20);
  if (sum_up_to(n) != n * (n + 1) / 2) reach_error();
  if (n == 3) std::printf("1 + 2 + 3 is %d\n", sum_up_to(n));
}

// The checker's.
unsigned char __VERIFIER_nondet_uchar() { return 3; }
void __VERIFIER_assume(int holds) {
  if (!holds) std::exit(0);
}
void reach_error() { std::exit(1); }

int main() { check_sum(); }
