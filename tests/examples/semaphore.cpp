// Ten fibers share two printers.
//
// prints: 10 printed, never more than two at once
// prints: the third in line gets: no
#include "weft/semaphore.h"

#include <atomic>
#include <cstdio>

#include "weft/scope.h"

int main() {
  weft::counting_semaphore<2> printers(2);
  std::atomic<int> printing = 0, printed = 0;
  std::atomic<bool> crowded = false;
  weft::scope fibers;
  for (int i = 0; i < 10; ++i)
    fibers.spawn([&] {
      printers.acquire();
      if (++printing > 2) crowded = true;
      weft::yield();
      --printing;
      ++printed;
      printers.release();
    });
  fibers.join();
  std::printf("%d printed, %s than two at once\n", printed.load(), crowded ? "also more" : "never more");

  printers.acquire();
  printers.acquire();
  std::printf("the third in line gets: %s\n", printers.try_acquire() ? "yes" : "no");
  printers.release(2);
}
