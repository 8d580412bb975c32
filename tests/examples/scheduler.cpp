// One worker runs a hundred fibers; a call that blocks its kernel thread does not hold them up.
//
// prints: 100 fibers while one blocks
// prints: the blocking call gave 7
#include "weft/scheduler.h"

#include <cstdio>
#include <mutex>

#include "weft/fiber.h"
#include "weft/latch.h"

int main() {
  weft::scheduler one_worker({.workers = 1});
  weft::latch others(100);
  std::mutex foreign;  // of the standard library: who waits for it blocks the kernel thread
  std::unique_lock held(foreign);

  int result = 0;
  weft::fiber blocks(one_worker, [&] {
    result = weft::blocking([&] {
      const std::lock_guard lock(foreign);
      return 7;
    });
  });
  for (int i = 0; i < 100; ++i) weft::fiber(one_worker, [&] { others.count_down(); }).detach();
  others.wait();
  std::puts("100 fibers while one blocks");

  held.unlock();
  blocks.join();
  std::printf("the blocking call gave %d\n", result);
}
