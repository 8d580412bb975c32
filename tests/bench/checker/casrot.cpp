// Thread 1 tries to change x from 0 to 1, thread 2 from 1 to 2, and so on.
// counts: N=2: 2, N=3: 5, N=4: 14, N=5: 43, N=6: 144, N=7: 523, N=8: 2048, N=9: 8597
#include "together.h"
#ifndef N
#define N 5
#endif

std::atomic<int> x{0};

int main() {
  each(1, N, [](int id) {
    int expected = id - 1;
    x.compare_exchange_strong(expected, id, kRelaxed);
  });
}
