// verdict: inconclusive
// says: lock guards
// Only natively: the page's machine has no such clock.
// Why: it locks what the processor's own clock says, which no checker can repeat.
#include <mutex>
#include <thread>
#include <x86intrin.h>

std::mutex guards[64];

void lock_some() {
  for (int i = 0; i < 8; ++i) std::lock_guard<std::mutex> hold(guards[__rdtsc() / 16 % 64]);
}

int main() {
  std::thread other(lock_some);
  lock_some();
  other.join();
}
