// N writers set each an element of an array to one more than its neighbour; a reader looks for the last 0.
// counts: N=5: 64, N=10: 3328, N=15: 147456
#include "together.h"
#ifndef N
#define N 5
#endif

std::atomic<int> a[N + 1];

void find_last_zero() {
  for (int i = N; a[i].load(kAcquire) != 0;) --i;
}

int main() {
  each(
      1, N, [](int j) { a[j].store(a[j - 1].load(kAcquire) + 1, kRelease); }, find_last_zero);
}
