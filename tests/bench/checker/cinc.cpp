// N threads increment x, then y, then z.
// counts: N=2: 8, N=3: 216, N=4: 13824
#include "together.h"
#ifndef N
#define N 3
#endif

std::atomic<int> x{0}, y{0}, z{0};

int main() {
  each(1, N, [](int) {
    x.fetch_add(1, kRelaxed);
    y.fetch_add(1, kRelaxed);
    z.fetch_add(1, kRelaxed);
  });
}
