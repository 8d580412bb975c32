// A counter of which every update is a few instructions: nobody sleeps for that.
//
// prints: 40000
#include "weft/spinlock.h"

#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

int main() {
  weft::spinlock lock;
  long count = 0;  // guarded by lock
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        for (int n = 0; n < 10'000; ++n) {
          const std::lock_guard mine(lock);
          ++count;
        }
      });
  }
  std::printf("%ld\n", count);
}
