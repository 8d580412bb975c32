// A short list that several fibers append to; each waiter spins on a place of its own.
//
// prints: 4000 lines
// prints: within 1 ms while somebody holds it: no
#include "weft/mcs_lock.h"

#include <cstdio>
#include <mutex>

#include "weft/scope.h"

using namespace std::chrono_literals;

int main() {
  weft::mcs_lock lock;
  int lines = 0;  // guarded by lock
  weft::scope fibers;
  for (int i = 0; i < 4; ++i)
    fibers.spawn([&] {
      for (int n = 0; n < 1000; ++n) {
        const std::lock_guard mine(lock);
        ++lines;
      }
    });
  fibers.join();
  std::printf("%d lines\n", lines);

  const std::lock_guard mine(lock);
  const bool in_time = lock.try_lock_for(1ms);
  std::printf("within 1 ms while somebody holds it: %s\n", in_time ? "yes" : "no");
}
