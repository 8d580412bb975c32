// Two threads sieve the N numbers from 2 on: a number that nobody has marked is marked as seen, its multiples
// as crossed out.
// counts: N=5: 398 / 1512
#include "together.h"
#ifndef N
#define N 5
#endif

std::atomic<int> marks[N + 2];

void sieve(int) {
  constexpr int kSeen = 1, kCrossedOut = 2;
  for (int number = 2; number < N + 2; ++number) {
    if (marks[number].load(kAcquire)) continue;
    marks[number].store(kSeen, kRelease);
    for (int multiple = 2 * number; multiple < N + 2; multiple += number)
      marks[multiple].store(kCrossedOut, kRelease);
  }
}

int main() { each(1, 2, sieve); }
