// Two threads increment x N times, by a load and a store.
// counts: N=2: 34, N=3: 328
#include "together.h"
#ifndef N
#define N 2
#endif

std::atomic<int> x{0};

int main() {
  each(1, 2, [](int) {
    for (int i = 0; i < N; ++i) x.store(x.load(kRelaxed) + 1, kRelaxed);
  });
}
