// N threads visit under a lock that is looked at before it is tried.
// counts: N=2: 2, one for each order, for a checker that leaves out looks which see what the exchange
// sees; else 4, and 3 blocked unless it recognises the loop.
#include "together.h"
#ifndef N
#define N 2
#endif

std::atomic<bool> locked{false};
int visits = 0;

int main() {
  each(1, N, [](int) {
    do {
      while (locked.load(kRelaxed)) std::this_thread::yield();
    } while (locked.exchange(true, kAcquire));
    ++visits;
    locked.store(false, kRelease);
  });
}
