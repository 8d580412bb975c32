// N threads write x each, and read it.
// The reference's CoA(3) completes 130 / 144 executions; its text is not known to us. This reads the name
// as
// coherence of atomics; its count is no reference.
#include "together.h"
#ifndef N
#define N 3
#endif

std::atomic<int> x{0};

int main() {
  each(1, N, [](int id) {
    x.store(id, kRelaxed);
    x.load(kRelaxed);
  });
}
