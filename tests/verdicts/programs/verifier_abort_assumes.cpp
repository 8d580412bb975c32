// verdict: accepted
// Why: in these benchmarks abort() leaves out an input; what is left is verified. The header declares the rest.
#include <weft/verifier.h>

#include <atomic>
#include <cstdlib>
#include <thread>

static void assume_abort_if_not(bool condition) {
  if (!condition) abort();
}

int main() {
  std::atomic<int> sum{0};
  const unsigned char share = __VERIFIER_nondet_uchar();
  assume_abort_if_not(share < 3);
  std::thread other([&] { sum += share; });
  sum += share;
  other.join();
  __VERIFIER_assert(sum == 2 * share);
}
