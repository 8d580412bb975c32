// Two threads write x each and read it again, after a look at y and at z respectively; N - 1 others write y,
// then z: the coherence of x, seen beside locations that are contended too.
// counts: N=1: 4, N=2: 15 / 16, N=3: 130 / 144, N=4: 2028 / 2304
#include "together.h"
#ifndef N
#define N 3
#endif

std::atomic<int> x{0}, y{0}, z{0};

void write_and_read(int value, const std::atomic<int>& other) {
  x.store(value, kRelease);
  other.load(kAcquire);
  x.load(kAcquire);
}

int main() {
  each(
      1, N - 1,
      [](int id) {
        y.store(id, kRelease);
        z.store(id, kRelease);
      },
      [] { write_and_read(1, y); }, [] { write_and_read(2, z); });
}
