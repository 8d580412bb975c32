// Two threads add each other's number N times; a third reads both.
// counts: N=5: 218243 / 525630
#include "together.h"
#ifndef N
#define N 5
#endif

std::atomic<int> x{1}, y{1};

void grow(std::atomic<int>& mine, const std::atomic<int>& other) {
  for (int i = 0; i < N; ++i) {
    const int now = mine.load(kAcquire);
    mine.store(now + other.load(kAcquire), kRelease);
  }
}

int main() {
  together([] { grow(x, y); }, [] { grow(y, x); },
           [] {
             x.load(kAcquire);
             y.load(kAcquire);
           });
}
