// N threads try to change x from 0 to 1, and write it afterwards.
// counts: N=2: 6, N=3: 66, N=4: 1200
#include "together.h"
#ifndef N
#define N 3
#endif

std::atomic<int> x{0};

int main() {
  each(1, N, [](int id) {
    int expected = 0;
    x.compare_exchange_strong(expected, 1, kRelaxed);
    x.store(id + 3, kRelease);
  });
}
