// One thread writes and raises a flag; another looks at the flag at most N times, and reads once it is up.
// counts: N=41: 42
#include "together.h"
#ifndef N
#define N 41
#endif

std::atomic<int> data{0}, flag{0};

int main() {
  together(
      [] {
        data.store(42, kRelease);
        flag.store(1, kRelease);
      },
      [] {
        for (int looks = 0; looks < N; ++looks)
          if (flag.load(kAcquire)) {
            data.load(kAcquire);
            return;
          }
      });
}
