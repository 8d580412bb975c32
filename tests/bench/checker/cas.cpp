// N threads try to be the one that changes x from 0.
// counts: N=2: 2, N=3: 3, N=4: 4, N=5: 5
#include "together.h"
#ifndef N
#define N 4
#endif

std::atomic<int> x{0};

int main() {
  each(1, N, [](int id) {
    int expected = 0;
    x.compare_exchange_strong(expected, id, kRelaxed);
  });
}
