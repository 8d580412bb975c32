// N threads insert four values each into a hash table with linear probing.
// counts: N=12: 8, N=13: 64, N=14: 512, N=15: 4096
#include "together.h"
#ifndef N
#define N 12
#endif

constexpr int kSlots = 128, kInserts = 4;
std::atomic<int> table[kSlots];

void insert(int value) {
  for (int slot = value * 7 % kSlots;; slot = (slot + 1) % kSlots) {
    int expected = 0;
    if (table[slot].compare_exchange_strong(expected, value, kRelaxed)) return;
  }
}

int main() {
  each(0, N - 1, [](int id) {
    for (int i = 1; i <= kInserts; ++i) insert(i * 11 + id);
  });
}
