// N threads increment x, then y.
// counts: N=2: 4, N=3: 36, N=4: 576
#include "together.h"
#ifndef N
#define N 3
#endif

std::atomic<int> x{0}, y{0};

int main() {
  each(1, N, [](int) {
    x.fetch_add(1, kRelaxed);
    y.fetch_add(1, kRelaxed);
  });
}
