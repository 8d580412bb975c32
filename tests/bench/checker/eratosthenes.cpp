// Two threads sieve the numbers up to N: each looks whether a number is crossed out, and if not, crosses
// out
// its multiples. Relaxed: to look too early costs work, not truth.
// The reference's eratosthenes(5) completes 398 / 1512 executions; its text is not known to us, and this is
// the most natural reading.
#include "together.h"
#ifndef N
#define N 5
#endif

std::atomic<bool> crossed_out[N + 1];

int main() {
  each(1, 2, [](int) {
    for (int i = 2; i <= N; ++i)
      if (!crossed_out[i].load(kRelaxed))
        for (int multiple = 2 * i; multiple <= N; multiple += i) crossed_out[multiple].store(true, kRelaxed);
  });
}
