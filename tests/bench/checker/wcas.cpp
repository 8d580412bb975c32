// One thread writes 2 to x, N others try to change it from 2 to 3.
// counts: N=2: 5, N=3: 13, N=4: 33
#include "together.h"
#ifndef N
#define N 3
#endif

std::atomic<int> x{0};

int main() {
  each(
      1, N,
      [](int) {
        int expected = 2;
        x.compare_exchange_strong(expected, 3, kRelaxed);
      },
      [] { x.store(2, kRelease); });
}
