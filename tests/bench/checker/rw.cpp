// N threads read x and write it.
// counts: N=2: 4, N=3: 36, N=4: 576
#include "together.h"
#ifndef N
#define N 3
#endif

std::atomic<int> x{0};

int main() {
  each(1, N, [](int id) {
    x.load(kRelaxed);
    x.store(id, kRelease);
  });
}
