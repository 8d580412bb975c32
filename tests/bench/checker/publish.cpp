// A writer fills two cells and publishes each by its index; N readers acquire the index and read that cell.
// The reference's publish completes 42 executions; its text is not known to us, and this is the most
// natural
// reading.
#include "together.h"
#ifndef N
#define N 2
#endif

std::atomic<int> cells[3], published{0};

int main() {
  each(
      1, N, [](int) { cells[published.load(kAcquire)].load(kRelaxed); },
      [] {
        for (int i = 1; i <= 2; ++i) {
          cells[i].store(i, kRelaxed);
          published.store(i, kRelease);
        }
      });
}
