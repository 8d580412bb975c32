// One thread writes x, N others increment it.
// counts: N=2: 6, N=3: 24, N=4: 120
#include "together.h"
#ifndef N
#define N 3
#endif

std::atomic<int> x{0};

int main() {
  each(
      1, N, [](int) { x.fetch_add(1, kRelaxed); }, [] { x.store(42, kRelease); });
}
