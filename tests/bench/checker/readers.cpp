// One thread writes x, N others read it.
// counts: N=2: 4, N=8: 256, N=13: 8192
#include "together.h"
#ifndef N
#define N 8
#endif

std::atomic<int> x{0};

int main() {
  each(
      1, N, [](int) { x.load(kAcquire); }, [] { x.store(42, kRelease); });
}
