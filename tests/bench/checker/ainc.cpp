// N threads increment x.
// counts: N=2: 2, N=3: 6, N=4: 24, N=5: 120, N=6: 720, N=7: 5040
#include "together.h"
#ifndef N
#define N 4
#endif

std::atomic<int> x{0};

int main() {
  each(1, N, [](int) { x.fetch_add(1, kRelaxed); });
}
