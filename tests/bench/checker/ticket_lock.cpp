// N threads visit under a ticket lock.
// counts: N=2: 2
#include "together.h"
#ifndef N
#define N 2
#endif

std::atomic<int> next_ticket{0}, serving{0};
int visits = 0;

int main() {
  each(1, N, [](int) {
    const int mine = next_ticket.fetch_add(1, kRelaxed);
    while (serving.load(kAcquire) != mine) std::this_thread::yield();
    ++visits;
    serving.store(mine + 1, kRelease);
  });
}
