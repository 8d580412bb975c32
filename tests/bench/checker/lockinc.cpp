// N threads increment x under a mutex.
// counts: N=2: 2, N=3: 6, N=4: 24, N=5: 120, N=6: 720
#include <mutex>

#include "together.h"
#ifndef N
#define N 4
#endif

std::mutex guard;
int x = 0;

int main() {
  each(1, N, [](int) {
    std::lock_guard hold(guard);
    x = x + 1;
  });
}
